package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.loader.command.Links;
import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.KernelFiles;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.ProgramType;

/**
 * Attaches a program.
 *
 * <p>Source: {@code bpf_program__attach_*} in {@code src/libbpf.c} of libbpf 1.8.
 */
public final class Attacher {
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_BPF = 50;
    private static final int SO_ATTACH_REUSEPORT_EBPF = 52;
    private static final int SO_DETACH_FILTER = 27;
    private static final int SO_DETACH_REUSEPORT_BPF = 68;
    private static final int DEFRAGMENTED = 1;
    private static final int INFO = 16;

    private final TargetKernel target;
    private final Kernel kernel;
    private final Links links;
    private final ProgramType type;
    private final Optional<AttachType> expected;
    private final Optional<UsdtSpecs> specs;

    /**
     * @param type of the program
     * @param expected the attach type that it was loaded with; nothing if it was none
     * @param specs of the program's object, for USDT; nothing if it has none
     */
    public Attacher(TargetKernel target, ProgramType type, Optional<AttachType> expected, Optional<UsdtSpecs> specs) {
        this.target = target;
        this.kernel = target.kernel();
        this.links = new Links(kernel);
        this.type = type;
        this.expected = expected;
        this.specs = specs;
    }

    /**
     * Attaches it.
     *
     * @param program its descriptor
     * @throws SystemCallException if the kernel refuses
     * @throws IllegalArgumentException if it can't be attached there
     */
    public Link attach(int program, AttachPoint point) throws IOException {
        // Java 17 has no switch over the types themselves.
        if (point instanceof AttachPoint.Tracepoint tracepoint) {
            return new PerfEvents(target).tracepoint(program, tracepoint);
        }
        if (point instanceof AttachPoint.RawTracepoint tracepoint) {
            return Link.of(links.openRawTracepoint(Optional.of(tracepoint.name()), program));
        }
        if (point instanceof AttachPoint.AsLoaded) {
            return Link.of(
                    expected.filter(AttachType.LSM_CGROUP::equals).isPresent()
                            ? refuseAsLoaded()
                            : links.openRawTracepoint(Optional.empty(), program));
        }
        if (point instanceof AttachPoint.Kprobe probe) {
            return new PerfEvents(target).kprobe(program, probe);
        }
        if (point instanceof AttachPoint.Uprobe probe) {
            return new PerfEvents(target).uprobe(program, probe);
        }
        if (point instanceof AttachPoint.PerfEvent event) {
            return new PerfEvents(target).event(program, event.descriptor());
        }
        if (point instanceof AttachPoint.UprobeFunction probe) {
            return new UserProbes(target, specs).function(program, probe);
        }
        if (point instanceof AttachPoint.Usdt probe) {
            return new UserProbes(target, specs).usdt(program, probe);
        }
        if (point instanceof AttachPoint.Socket socket) {
            return socket(program, socket.descriptor());
        }
        if (point instanceof AttachPoint.SocketMap sockets) {
            return socketMap(program, sockets);
        }
        return byLink(program, point);
    }

    private Optional<Descriptor> multiple(int program, AttachPoint point) throws IOException {
        MultiProbes multi = new MultiProbes(links, expected, kernel.byteOrder());
        if (point instanceof AttachPoint.KprobeMulti probes) {
            return Optional.of(multi.functions(
                    program, new KernelFunctions.Found(probes.functions(), List.of()), probes.atReturn()));
        }
        if (point instanceof AttachPoint.KprobePattern probes) {
            return Optional.of(multi.functions(
                    program, new KernelFunctions(target).matching(probes.pattern()), probes.atReturn()));
        }
        if (point instanceof AttachPoint.UprobeMulti probes) {
            return Optional.of(multi.places(program, probes));
        }
        if (point instanceof AttachPoint.UprobePattern probes) {
            return Optional.of(multi.places(program, new UserProbes(target, specs).pattern(probes)));
        }
        return Optional.empty();
    }

    private static Descriptor refuseAsLoaded() {
        throw new IllegalArgumentException("lsm_cgroup programs are attached to a control group");
    }

    private Link byLink(int program, AttachPoint point) throws IOException {
        Optional<Descriptor> multiple = multiple(program, point);
        if (multiple.isPresent()) {
            return Link.of(multiple.get());
        }
        if (point instanceof AttachPoint.Xdp xdp) {
            return create(
                    program,
                    xdp.networkInterface().index(kernel),
                    AttachType.XDP,
                    xdp.mode().flag());
        }
        if (point instanceof AttachPoint.Tcx tcx) {
            AttachType direction =
                    tcx.direction() == AttachPoint.Direction.INGRESS ? AttachType.TCX_INGRESS : AttachType.TCX_EGRESS;
            return create(program, tcx.networkInterface().index(kernel), direction, 0);
        }
        if (point instanceof AttachPoint.Tc tc) {
            return new TrafficControl(kernel)
                    .attach(program, tc.networkInterface().index(kernel), tc.direction(), "bpf");
        }
        if (point instanceof AttachPoint.Netkit netkit) {
            return create(program, netkit.networkInterface().index(kernel), expected(), 0);
        }
        if (point instanceof AttachPoint.Cgroup cgroup) {
            return onFile(program, cgroup.directory());
        }
        if (point instanceof AttachPoint.NetworkNamespace namespace) {
            return onFile(program, namespace.file());
        }
        if (point instanceof AttachPoint.Netfilter hook) {
            return create(
                    program,
                    0,
                    AttachType.NETFILTER,
                    0,
                    attributes -> attributes
                            .putInt(INFO, hook.family())
                            .putInt(INFO + 4, hook.hook())
                            .putInt(INFO + 8, hook.priority())
                            .putInt(INFO + 12, hook.defragmented() ? DEFRAGMENTED : 0));
        }
        if (point instanceof AttachPoint.Iterator iterator && iterator.map().isPresent()) {
            return iterator.map()
                    .get()
                    .descriptor()
                    .use(map -> create(
                            program,
                            0,
                            AttachType.TRACE_ITER,
                            0,
                            attributes -> attributes
                                    .putPointer(
                                            INFO,
                                            Block.input(kernel.byteOrder(), 4).putInt(0, map))
                                    .putInt(INFO + 8, 4)));
        }
        return create(program, 0, AttachType.TRACE_ITER, 0);
    }

    private Link create(int program, int where, AttachType attachType, int flags) throws IOException {
        return create(program, where, attachType, flags, none -> {});
    }

    private Link create(int program, int where, AttachType attachType, int flags, Consumer<Block> more)
            throws IOException {
        return Link.of(links.create(program, where, attachType, flags, more));
    }

    private Link onFile(int program, String path) throws IOException {
        try (Descriptor file = target.files().open(path, KernelFiles.READ_ONLY)) {
            return create(program, file.number(), expected(), 0);
        }
    }

    private AttachType expected() {
        return expected.orElseThrow(() -> new IllegalArgumentException(
                "a program of type " + type + " without an expected attach type can't be attached there"));
    }

    private Link socket(int program, int socket) throws IOException {
        boolean reuseport = type == ProgramType.SK_REUSEPORT;
        setOption(socket, reuseport ? SO_ATTACH_REUSEPORT_EBPF : SO_ATTACH_BPF, program);
        return Link.without(
                kernel,
                () -> kernel.call(
                        SystemCall.SETSOCKOPT,
                        Argument.of(socket),
                        Argument.of(SOL_SOCKET),
                        Argument.of(reuseport ? SO_DETACH_REUSEPORT_BPF : SO_DETACH_FILTER),
                        Block.input(kernel.byteOrder(), 4),
                        Argument.of(4)));
    }

    private void setOption(int socket, int option, int value) throws IOException {
        SystemCallException.check(
                "setsockopt(SO_ATTACH_BPF)",
                kernel.call(
                        SystemCall.SETSOCKOPT,
                        Argument.of(socket),
                        Argument.of(SOL_SOCKET),
                        Argument.of(option),
                        Block.input(kernel.byteOrder(), 4).putInt(0, value),
                        Argument.of(4)));
    }

    private Link socketMap(int program, AttachPoint.SocketMap sockets) throws IOException {
        AttachType attachType = expected();
        Descriptor map = sockets.map().descriptor();
        map.use(number -> {
            links.attach(program, number, attachType, 0);
            return true;
        });
        return Link.without(kernel, () -> {
            // With the map goes what is attached to it.
            if (!map.isClosed()) {
                map.use(number -> {
                    links.detach(program, number, attachType);
                    return true;
                });
            }
        });
    }
}
