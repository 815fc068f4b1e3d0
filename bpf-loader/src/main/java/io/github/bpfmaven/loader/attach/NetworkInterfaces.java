package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/** Network interfaces of the thread's network namespace. */
final class NetworkInterfaces {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 02000002;
    private static final int SIOCGIFNAME = 0x8910;
    private static final int SIOCGIFINDEX = 0x8933;
    private static final int NAME_SIZE = 16;
    private static final int REQUEST_SIZE = 40;

    private final Kernel kernel;

    NetworkInterfaces(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The index of an interface. */
    int index(String name) throws IOException {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (text.length >= NAME_SIZE || text.length == 0) {
            throw new IllegalArgumentException("'" + name + "' is no name of a network interface");
        }
        return ask(
                        SIOCGIFINDEX,
                        Block.output(kernel.byteOrder(), REQUEST_SIZE).putBytes(0, text),
                        "network interface '" + name + "'")
                .getInt(NAME_SIZE);
    }

    /** Whether there is one of that index: what is attached to one that is not there is refused with {@code EINVAL} alone. */
    void check(int index) throws IOException {
        ask(
                SIOCGIFNAME,
                Block.output(kernel.byteOrder(), REQUEST_SIZE).putInt(NAME_SIZE, index),
                "network interface " + index);
    }

    private Block ask(int what, Block request, String about) throws IOException {
        try (Descriptor socket = Descriptor.of(
                kernel,
                "socket",
                kernel.call(
                        SystemCall.SOCKET, Argument.of(AF_INET), Argument.of(SOCK_DGRAM_CLOEXEC), Argument.of(0)))) {
            SystemCallException.check(
                    about, kernel.call(SystemCall.IOCTL, Argument.of(socket.number()), Argument.of(what), request));
            return request;
        }
    }
}
