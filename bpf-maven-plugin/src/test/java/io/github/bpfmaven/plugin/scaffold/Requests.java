package io.github.bpfmaven.plugin.scaffold;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.plugin.datatypes.DataTypes;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** What the tests generate from without an object: names alone. */
record Requests(
        GeneratedClass name,
        String sourceName,
        List<Variant> variants,
        List<ProgramModel> programs,
        List<MapModel> maps,
        Optional<String> license) {
    static final GeneratedClass DROP = new GeneratedClass("com.acme", "DropBpf", "drop");
    static final List<Variant> BOTH_ORDERS =
            List.of(Variant.forAnyArch("drop_bpfel.o", LITTLE_ENDIAN), Variant.forAnyArch("drop_bpfeb.o", BIG_ENDIAN));

    GeneratedFile generate() {
        return ScaffoldGenerator.generate(
                name,
                sourceName,
                variants,
                new ClassContent(programs, maps, DataTypes.none(), Map.of(), Map.of(), license),
                false);
    }

    static Requests drop() {
        return new Requests(
                DROP,
                "drop.bpf.c",
                BOTH_ORDERS,
                List.of(program("count_packets", "xdp"), program("onUnlink", "kprobe/do_unlinkat")),
                List.of(map("packets"), map("events")),
                Optional.of("GPL"));
    }

    /** Objects for three architectures, one of them with a fallback for all others of its byte order. */
    static Requests archs() {
        return of(
                Variant.forArch("drop_x86_bpfel.o", LITTLE_ENDIAN, LinuxArch.X86),
                Variant.forArch("drop_arm64_bpfel.o", LITTLE_ENDIAN, LinuxArch.ARM64),
                Variant.forAnyArch("drop_bpfel.o", LITTLE_ENDIAN),
                Variant.forArch("drop_s390_bpfeb.o", BIG_ENDIAN, LinuxArch.S390));
    }

    static Requests of(Variant... variants) {
        return new Requests(DROP, "drop.bpf.c", List.of(variants), List.of(), List.of(), Optional.empty());
    }

    static Requests withPrograms(String... names) {
        return new Requests(
                DROP,
                "drop.bpf.c",
                BOTH_ORDERS,
                Arrays.stream(names).map(name -> program(name, "xdp")).toList(),
                Arrays.stream(names).map(Requests::map).toList(),
                Optional.empty());
    }

    static ProgramModel program(String name, String section) {
        return new ProgramModel(name, new PerVariant<>(Map.of("drop_bpfel.o", section)));
    }

    static MapModel map(String name) {
        return new MapModel(
                name,
                new PerVariant<>(Map.of("drop_bpfel.o", new MapModel.Shape("hash", 1, 256, 0))),
                new MapModel.Content.Raw(4),
                new MapModel.Content.None());
    }
}
