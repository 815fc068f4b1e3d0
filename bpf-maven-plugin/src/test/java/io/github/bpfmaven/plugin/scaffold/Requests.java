package io.github.bpfmaven.plugin.scaffold;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest.BpfMap;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest.Program;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** The requests that the tests generate from. */
final class Requests {
    static final GeneratedClass DROP = new GeneratedClass("com.acme", "DropBpf", "drop");
    static final List<Variant> BOTH_ORDERS =
            List.of(Variant.forAnyArch("drop_bpfel.o", LITTLE_ENDIAN), Variant.forAnyArch("drop_bpfeb.o", BIG_ENDIAN));

    private Requests() {}

    static ScaffoldRequest drop() {
        return new ScaffoldRequest(
                DROP,
                "drop.bpf.c",
                BOTH_ORDERS,
                List.of(new Program("count_packets", "xdp"), new Program("onUnlink", "kprobe/do_unlinkat")),
                List.of(new BpfMap("packets"), new BpfMap("events")),
                Optional.of("GPL"));
    }

    /** Objects for three architectures, one of them with a fallback for all others of its byte order. */
    static ScaffoldRequest archs() {
        return of(
                Variant.forArch("drop_x86_bpfel.o", LITTLE_ENDIAN, LinuxArch.X86),
                Variant.forArch("drop_arm64_bpfel.o", LITTLE_ENDIAN, LinuxArch.ARM64),
                Variant.forAnyArch("drop_bpfel.o", LITTLE_ENDIAN),
                Variant.forArch("drop_s390_bpfeb.o", BIG_ENDIAN, LinuxArch.S390));
    }

    static ScaffoldRequest of(Variant... variants) {
        return new ScaffoldRequest(DROP, "drop.bpf.c", List.of(variants), List.of(), List.of(), Optional.empty());
    }

    static ScaffoldRequest withPrograms(String... names) {
        List<Program> programs =
                Arrays.stream(names).map(name -> new Program(name, "xdp")).toList();
        List<BpfMap> maps = Arrays.stream(names).map(BpfMap::new).toList();
        return new ScaffoldRequest(DROP, "drop.bpf.c", BOTH_ORDERS, programs, maps, Optional.empty());
    }
}
