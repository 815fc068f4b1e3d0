/** The process that runs links for a caller and may die without taking the caller along. */
@NullMarked
package io.github.bpfmaven.worker;

import org.jspecify.annotations.NullMarked;
