/** Kernels in virtual machines: images, QEMU, and what the guest runs. */
@NullMarked
package io.github.bpfmaven.loader.machine;

import org.jspecify.annotations.NullMarked;
