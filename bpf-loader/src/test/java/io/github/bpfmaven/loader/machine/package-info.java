@NullMarked
package io.github.bpfmaven.loader.machine;

import org.jspecify.annotations.NullMarked;
