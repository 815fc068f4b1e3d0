/** What is wrong with sources, and who hears of it. */
@NullMarked
package io.github.bpfmaven.plugin.problem;

import org.jspecify.annotations.NullMarked;
