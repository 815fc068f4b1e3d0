/** Known failures: what they look like in messages, why they happen, what to do. */
@NullMarked
package io.github.bpfmaven.problem;

import org.jspecify.annotations.NullMarked;
