package io.github.bpfmaven.loader.attach;

import java.io.IOException;

import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * A network interface of the thread's network namespace. A name may come to be another interface's, an index never does as long
 * as the namespace lasts.
 */
public sealed interface NetworkDevice {
    /** By its name: {@code eth0}. */
    record Name(String name) implements NetworkDevice {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * By its index, as {@code ip link} prints it in front.
     *
     * @param index 1 or more
     */
    record Index(int index) implements NetworkDevice {
        /** @throws IllegalArgumentException if that is no index */
        public Index {
            if (index <= 0) {
                throw new IllegalArgumentException(index + " is no index of a network interface: they begin with 1");
            }
        }

        @Override
        public String toString() {
            return String.valueOf(index);
        }
    }

    /**
     * Its index.
     *
     * @throws SystemCallException with {@code ENODEV} if there is no such interface
     * @throws IllegalArgumentException if that can be no name of an interface
     */
    default int index(Kernel kernel) throws IOException {
        NetworkInterfaces interfaces = new NetworkInterfaces(kernel);
        if (this instanceof Index known) {
            interfaces.check(known.index());
            return known.index();
        }
        return interfaces.index(((Name) this).name());
    }
}
