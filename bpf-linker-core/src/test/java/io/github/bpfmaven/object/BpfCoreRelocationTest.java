package io.github.bpfmaven.object;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfRecordTail;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The CO-RE relocations of an object")
final class BpfCoreRelocationTest {
    private static final String ASKS = """
            #include <bpf/bpf_core_read.h>
            enum states { IDLE, BUSY = 5 };
            struct inner { int a, b; } __attribute__((preserve_access_index));
            struct task { int first; int pid; struct inner list[3]; int early : 3, late : 7; }
                __attribute__((preserve_access_index));
            __u64 out[16];
            static __noinline int helper(struct task *task) { return task->list[2].b; }
            SEC("raw_tp/one") int direct(__u64 *ctx) {
                out[0] = ctx[0];
                return ((struct task *)ctx[1])->pid + helper((void *)ctx[2]);
            }
            SEC("raw_tp/one") int asks(__u64 *ctx) {
                struct task *task = (void *)ctx[1];
                out[1] = ((struct task *)ctx[0])->pid;
                out[2] = bpf_core_field_exists(task->pid);
                out[3] = bpf_core_field_size(task->list);
                out[4] = BPF_CORE_READ_BITFIELD(task, late);
                out[5] = bpf_core_type_id_local(struct inner);
                out[6] = bpf_core_type_id_kernel(struct inner);
                out[7] = bpf_core_type_exists(struct inner);
                out[8] = bpf_core_type_size(struct inner);
                out[9] = bpf_core_type_matches(struct inner);
                out[10] = bpf_core_enum_value_exists(enum states, BUSY);
                out[11] = bpf_core_enum_value(enum states, BUSY);
                return 0;
            }
            """;

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("tell the function and the instruction in it, whose number is still the object's own")
    void places(BpfTarget target, @TempDir Path directory) throws Exception {
        byte[] bytes = CompiledObject.bytes(ASKS, target, directory);
        checkPlaces(BpfObject.read(bytes), ElfFile.read(bytes));
    }

    private static void checkPlaces(BpfObject object, ElfFile elf) {
        Btf btf = object.btf().orElseThrow();
        List<BpfCoreRelocation> ofPid = object.coreRelocations().stream()
                .filter(relocation -> relocation.access().equals("0:1") && relocation.number() == 0)
                .toList();
        assertEquals(
                List.of("direct", "asks"),
                ofPid.stream()
                        .map(relocation -> relocation.function().orElseThrow().name())
                        .toList());
        for (BpfCoreRelocation relocation : ofPid) {
            assertEquals("raw_tp/one", relocation.section());
            assertEquals("task", btf.type(relocation.type()).name());
            assertEquals(4, displacement(relocation, elf), "offset of pid");
        }
        BpfCoreRelocation inHelper = object.coreRelocations().stream()
                .filter(relocation -> relocation.section().equals(".text"))
                .findFirst()
                .orElseThrow();
        assertEquals("helper", inHelper.function().orElseThrow().name());
        assertEquals("0:2:2:1", inHelper.access());
        assertEquals(8 + 2 * 8 + 4, displacement(inHelper, elf), "offset of list[2].b");
    }

    /** {@code struct bpf_insn}: code, registers, a 16-bit offset, a 32-bit number; the field's place is in one or the other. */
    private static int displacement(BpfCoreRelocation relocation, ElfFile elf) {
        BpfFunction function = relocation.function().orElseThrow();
        ByteBuffer code = ByteBuffer.wrap(
                        elf.section(relocation.section()).orElseThrow().data())
                .order(elf.byteOrder());
        int at = (int) (function.offset() + relocation.offset());
        assertTrue(relocation.offset() < function.size() && at % BpfFunction.INSTRUCTION_SIZE == 0);
        return code.getShort(at + 2) != 0 ? code.getShort(at + 2) : code.getInt(at + 4);
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("tell what is asked for: every kind that clang knows, through the linker as well")
    void kinds(BpfTarget target, @TempDir Path directory) throws Exception {
        BpfObject object = CompiledObject.clang(ASKS, target, directory);
        assertEquals(EnumSet.allOf(Kind.class), kinds(object));
        BpfObject linked = CompiledObject.linked(ASKS, target, directory);
        assertEquals(EnumSet.allOf(Kind.class), kinds(linked));
        BpfCoreRelocation busy = linked.coreRelocations().stream()
                .filter(relocation -> relocation.kind().equals(Optional.of(Kind.ENUMVAL_VALUE)))
                .findFirst()
                .orElseThrow();
        assertEquals("states", linked.btf().orElseThrow().type(busy.type()).name());
        assertEquals("1", busy.access(), "the second enumerator");
    }

    private static Set<Kind> kinds(BpfObject object) {
        return object.coreRelocations().stream()
                .map(relocation -> relocation.kind().orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    }

    @Test
    @DisplayName("have the kinds of the kernel's header, with its numbers")
    void likeTheHeader() throws Exception {
        assertEquals(
                MapTypeTest.enumerators("BPF_CORE_"),
                Arrays.stream(Kind.values())
                        .collect(Collectors.toMap(Kind::constant, Kind::number, (one, other) -> one, TreeMap::new)));
    }

    @Test
    @DisplayName("are read, too, where they are in no function or of no known kind")
    void strange() {
        BpfFunction function = new BpfFunction("f", "xdp", 8, 16, BpfFunction.Linkage.GLOBAL, ProgramKind.of("xdp"));
        BtfExt ext = new BtfExt(
                BtfExt.Area.absent(),
                BtfExt.Area.absent(),
                new BtfExt.Area<>(
                        16,
                        List.of(
                                new BtfExt.Section<>("xdp", List.of(relocation(0), relocation(16), relocation(24))),
                                new BtfExt.Section<>("tc", List.of(relocation(8))))));
        List<BpfCoreRelocation> read = BpfCoreRelocation.of(ext, List.of(function), List.of());
        assertEquals(
                List.of(Optional.empty(), Optional.of(function), Optional.empty(), Optional.empty()),
                read.stream().map(BpfCoreRelocation::function).toList());
        assertEquals(
                List.of(0L, 8L, 24L, 8L),
                read.stream().map(BpfCoreRelocation::offset).toList());
        assertEquals(Optional.empty(), read.get(0).kind());
    }

    private static BtfExt.CoreRelocation relocation(long offset) {
        return new BtfExt.CoreRelocation(offset, 1, "0", 13, BtfRecordTail.NONE);
    }
}
