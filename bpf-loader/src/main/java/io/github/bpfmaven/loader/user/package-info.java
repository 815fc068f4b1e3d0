/** Programs and libraries of user space, as probes need to know them: functions, probes that they define, arguments. */
@NullMarked
package io.github.bpfmaven.loader.user;

import org.jspecify.annotations.NullMarked;
