/** What is right and wrong with the surroundings of a build, and what to do about it. */
@NullMarked
package io.github.bpfmaven.plugin.doctor;

import org.jspecify.annotations.NullMarked;
