package io.github.bpfmaven.loader.attach;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import io.github.bpfmaven.loader.attach.AttachPoint.Direction;
import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * Traffic control over netlink, as kernels before 6.6 have it: a queueing discipline {@code clsact} on the interface, and a filter
 * {@code bpf} with direct action on it.
 *
 * <p>Source: {@code bpf_tc_hook_create}, {@code bpf_tc_attach} in {@code src/netlink.c} of libbpf 1.8;
 * {@code include/uapi/linux/rtnetlink.h}, {@code pkt_cls.h}, Linux 6.18.
 */
final class TrafficControl {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 02000003;
    private static final int RTM_NEWQDISC = 36;
    private static final int RTM_NEWTFILTER = 44;
    private static final int RTM_DELTFILTER = 45;
    private static final int REQUEST_ACK = 1 | 4;
    private static final int CREATE_EXCLUSIVE = 0x400 | 0x200;
    private static final int ECHO = 8;
    private static final int NLMSG_ERROR = 2;
    private static final int NETLINK_HEADER = 16;
    private static final int TC_MESSAGE = 20;
    private static final int TCA_KIND = 1;
    private static final int TCA_OPTIONS = 2;
    private static final int TCA_BPF_FD = 6;
    private static final int TCA_BPF_NAME = 7;
    private static final int TCA_BPF_FLAGS = 8;
    private static final int DIRECT_ACTION = 1;
    private static final int NESTED = 1 << 15;
    private static final int CLSACT = 0xffff_fff1;
    private static final int CLSACT_HANDLE = 0xffff_0000;
    private static final int INGRESS = 0xffff_fff2;
    private static final int EGRESS = 0xffff_fff3;
    /** {@code ETH_P_ALL}, in network order as the kernel wants it here. */
    private static final short ALL_PROTOCOLS = 0x0003;

    private static final int ANSWER = 8192;

    private final Kernel kernel;

    TrafficControl(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Attaches a program; the discipline stays when it is taken off, since others may use it. */
    Link attach(int program, int networkInterface, Direction direction, String name) throws IOException {
        Descriptor socket = Descriptor.of(
                kernel,
                "socket(AF_NETLINK)",
                kernel.call(SystemCall.SOCKET, Argument.of(AF_NETLINK), Argument.of(SOCK_RAW_CLOEXEC), Argument.of(0)));
        try {
            int parent = direction == Direction.INGRESS ? INGRESS : EGRESS;
            ByteArrayOutputStream discipline = new ByteArrayOutputStream();
            discipline.writeBytes(message(networkInterface, CLSACT_HANDLE, CLSACT, 0));
            discipline.writeBytes(attribute(TCA_KIND, text("clsact")));
            long made = ask(socket, RTM_NEWQDISC, CREATE_EXCLUSIVE, discipline.toByteArray())
                    .error();
            if (made != -Errno.EEXIST.number()) {
                SystemCallException.check("netlink(RTM_NEWQDISC clsact)", made);
            }
            ByteArrayOutputStream options = new ByteArrayOutputStream();
            options.writeBytes(attribute(TCA_BPF_FD, number(program)));
            options.writeBytes(attribute(TCA_BPF_NAME, text(name)));
            options.writeBytes(attribute(TCA_BPF_FLAGS, number(DIRECT_ACTION)));
            ByteArrayOutputStream filter = new ByteArrayOutputStream();
            filter.writeBytes(message(networkInterface, 0, parent, protocol(0)));
            filter.writeBytes(attribute(TCA_KIND, text("bpf")));
            filter.writeBytes(attribute(TCA_OPTIONS | NESTED, options.toByteArray()));
            Answer answer = ask(socket, RTM_NEWTFILTER, CREATE_EXCLUSIVE | ECHO, filter.toByteArray());
            SystemCallException.check("netlink(RTM_NEWTFILTER bpf)", answer.error());
            return Link.without(kernel, () -> remove(socket, networkInterface, parent, answer), socket);
        } catch (IOException | RuntimeException refused) {
            socket.close();
            throw refused;
        }
    }

    private void remove(Descriptor socket, int networkInterface, int parent, Answer made) throws IOException {
        ByteArrayOutputStream filter = new ByteArrayOutputStream();
        filter.writeBytes(message(networkInterface, made.handle(), parent, protocol(made.info())));
        filter.writeBytes(attribute(TCA_KIND, text("bpf")));
        long error = ask(socket, RTM_DELTFILTER, 0, filter.toByteArray()).error();
        // With the interface goes what is on it.
        if (error != -Errno.ENODEV.number() && error != -Errno.ENOENT.number() && error != -Errno.EINVAL.number()) {
            SystemCallException.check("netlink(RTM_DELTFILTER bpf)", error);
        }
    }

    /** The priority stays in the upper half, as the kernel chose it. */
    private int protocol(int info) {
        short networkOrder =
                kernel.byteOrder() == ByteOrder.LITTLE_ENDIAN ? Short.reverseBytes(ALL_PROTOCOLS) : ALL_PROTOCOLS;
        return info & 0xffff_0000 | Short.toUnsignedInt(networkOrder);
    }

    /**
     * What the kernel says to a request.
     *
     * @param error 0, or the number of the error with a minus
     * @param handle of the filter that was made
     * @param info its priority and protocol
     */
    private record Answer(int error, int handle, int info) {}

    private Answer ask(Descriptor socket, int type, int flags, byte[] content) throws IOException {
        Block request = Block.input(kernel.byteOrder(), NETLINK_HEADER + content.length);
        request.putInt(0, request.size()).putBytes(NETLINK_HEADER, content);
        request.bytes()
                .putShort(4, (short) type)
                .putShort(6, (short) (REQUEST_ACK | flags))
                .putInt(8, 1);
        return socket.use(number -> {
            SystemCallException.check(
                    "write(netlink)",
                    kernel.call(SystemCall.WRITE, Argument.of(number), request, Argument.of(request.size())));
            int handle = 0;
            int info = 0;
            while (true) {
                Block answer = Block.output(kernel.byteOrder(), ANSWER);
                int length = (int) SystemCallException.check(
                        "read(netlink)",
                        kernel.call(SystemCall.READ, Argument.of(number), answer, Argument.of(ANSWER)));
                for (int at = 0; at + NETLINK_HEADER <= length; at += aligned(Math.max(4, answer.getInt(at)))) {
                    int kind = answer.bytes().getShort(at + 4);
                    if (kind == NLMSG_ERROR) {
                        return new Answer(answer.getInt(at + NETLINK_HEADER), handle, info);
                    }
                    if (kind == RTM_NEWTFILTER) {
                        handle = answer.getInt(at + NETLINK_HEADER + 8);
                        info = answer.getInt(at + NETLINK_HEADER + 16);
                    }
                }
            }
        });
    }

    private byte[] message(int networkInterface, int handle, int parent, int info) {
        return ByteBuffer.allocate(TC_MESSAGE)
                .order(kernel.byteOrder())
                .putInt(0)
                .putInt(networkInterface)
                .putInt(handle)
                .putInt(parent)
                .putInt(info)
                .array();
    }

    private byte[] attribute(int type, byte[] content) {
        return ByteBuffer.allocate(aligned(4 + content.length))
                .order(kernel.byteOrder())
                .putShort((short) (4 + content.length))
                .putShort((short) type)
                .put(content)
                .array();
    }

    private byte[] number(int value) {
        return ByteBuffer.allocate(4).order(kernel.byteOrder()).putInt(value).array();
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static int aligned(int size) {
        return (size + 3) / 4 * 4;
    }
}
