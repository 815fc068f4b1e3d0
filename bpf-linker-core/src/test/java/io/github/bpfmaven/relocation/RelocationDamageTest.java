package io.github.bpfmaven.relocation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;
import io.github.bpfmaven.object.BpfObject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Damaged relocations and kernels")
final class RelocationDamageTest {
    private static final int ROUNDS = 3000;

    private final Random random = new Random(5);

    @TempDir
    Path directory;

    @Test
    @DisplayName(
            "give minimal BTF that can be read, or an error that names the object and the relocation, whatever they are")
    void anything() throws Exception {
        var samples = new CoreSamples(directory, BpfTarget.BPFEL);
        var kernel = samples.kernel("""
                struct node { struct node *next; long value; };
                struct thing { long a; union { int b; struct { short c; struct node d[4]; }; }; int e : 3, f : 4; char g[]; } *thing;
                enum color { RED, GREEN } color;
                typedef int (*callback_t)(struct node *, enum color);
                callback_t callback;
                """);
        var program = samples.asks(
                """
                struct node { long value; };
                struct thing { int b; struct node d[4]; int f : 2; char g[0]; } CORE;
                enum color { GREEN };
                typedef int (*callback_t)(struct node *, enum color);
                """,
                "bpf_core_field_offset(struct thing, d[2].value)",
                "bpf_core_field_size(struct thing, f)",
                "bpf_core_field_exists(struct thing, g[3])",
                "bpf_core_type_matches(struct thing)",
                "bpf_core_type_size(callback_t)",
                "bpf_core_enum_value(enum color, GREEN)");
        var bytes = kernel.write();
        int made = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var damaged = round % 2 == 0 ? Optional.of(kernel) : damaged(bytes);
            var object = round % 4 == 1 ? program : damaged(program);
            if (damaged.isEmpty()) {
                continue;
            }
            try {
                var minimal = MinimalBtf.of(damaged.get(), Map.of("program.o", object));
                Btf.read(minimal.btf().write(), minimal.btf().byteOrder());
                made++;
            } catch (CoreRelocationException named) {
                assertTrue(named.getMessage().startsWith("program.o: relocation at offset 0x"), named.getMessage());
                refused++;
            }
        }
        assertTrue(made > ROUNDS / 20 && refused > ROUNDS / 20, made + " made, " + refused + " refused");
    }

    @Test
    @DisplayName("don't take longer for types that are nested in each other many times over")
    void nested() {
        var types = new ArrayList<BtfType>();
        types.add(new BtfType.Int("int", 4, 0, 0, 32));
        types.add(new BtfType.FuncProto(1, List.of()));
        for (int level = 0; level < 28; level++) {
            int before = types.size();
            types.add(new BtfType.FuncProto(before, List.of(new BtfParam("", before), new BtfParam("", before))));
        }
        int prototype = types.size();
        types.add(new BtfType.Typedef("deep_t", prototype));
        types.add(new BtfType.Struct("deep0", 4, false, List.of(new BtfMember("x", 1, 0, 0))));
        for (int level = 1; level < 25; level++) {
            int before = types.size();
            types.add(new BtfType.Struct(
                    "deep" + level,
                    4,
                    false,
                    List.of(new BtfMember("x", before, 0, 0), new BtfMember("y", before, 0, 0))));
        }
        var btf = Btf.of(BpfTarget.BPFEL.byteOrder(), types);
        var object = object(
                btf,
                List.of(
                        new BpfCoreRelocation(
                                "xdp", Optional.empty(), 0, prototype + 1, "0", Kind.TYPE_EXISTS.number()),
                        new BpfCoreRelocation(
                                "xdp", Optional.empty(), 8, types.size(), "0", Kind.TYPE_MATCHES.number())));

        var minimal = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> MinimalBtf.of(btf, Map.of("program.o", object)));
        assertEquals(btf.types(), minimal.btf().types());
    }

    private Optional<Btf> damaged(byte[] btf) {
        var bytes = btf.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[24 + random.nextInt(bytes.length - 24)] =
                    (byte) (random.nextBoolean() ? random.nextInt(12) : random.nextInt());
        }
        try {
            return Optional.of(Btf.read(bytes, BpfTarget.BPFEL.byteOrder()));
        } catch (BtfFormatException refused) {
            return Optional.empty();
        }
    }

    private BpfObject damaged(BpfObject program) {
        var types = program.btf().orElseThrow();
        var relocations = new ArrayList<BpfCoreRelocation>();
        for (var relocation : program.coreRelocations()) {
            var isOther = random.nextInt(4) == 0;
            relocations.add(new BpfCoreRelocation(
                    relocation.section(),
                    relocation.function(),
                    relocation.offset(),
                    isOther ? random.nextInt(types.types().size()) : relocation.type(),
                    random.nextInt(3) == 0 ? access() : relocation.access(),
                    random.nextInt(3) == 0 ? random.nextInt(14) : relocation.number()));
        }
        return object(types, relocations);
    }

    private String access() {
        var access = new StringBuilder("0");
        for (int i = random.nextInt(5); i > 0; i--) {
            access.append(':').append(random.nextInt(5));
        }
        return access.toString();
    }

    private static BpfObject object(Btf types, List<BpfCoreRelocation> relocations) {
        return new BpfObject(
                types.byteOrder(),
                true,
                Optional.of(types),
                BtfExt.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                relocations,
                Optional.empty());
    }
}
