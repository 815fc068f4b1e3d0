package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.Optional;

import io.github.bpfmaven.loader.attach.NetworkDevice;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.report.Advice;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** The number by which the kernel is told which network interface a map or a program is for. */
record DeviceIndex(TargetKernel kernel) {
    /**
     * The index of an interface; 0 for none.
     *
     * @param part of the object, that is for it
     */
    int of(Optional<NetworkDevice> device, String part) throws IOException {
        if (device.isEmpty()) {
            return 0;
        }
        try {
            return device.get().index(kernel.kernel());
        } catch (SystemCallException refused) {
            throw BpfLoadException.refused(part, refused, new Advice(kernel));
        }
    }
}
