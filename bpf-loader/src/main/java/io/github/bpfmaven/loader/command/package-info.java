/** The commands of {@code bpf(2)}: what each takes and answers, as {@code union bpf_attr} has it. */
@NullMarked
package io.github.bpfmaven.loader.command;

import org.jspecify.annotations.NullMarked;
