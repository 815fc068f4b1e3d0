package io.github.bpfmaven.linker;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The variables of a finished object")
final class ObjectFinisherVariablesTest {
    private static final int DATA = 1;
    private static final int DATA_SIZE = 64;

    private final ObjectFinisher finisher = new ObjectFinisher();

    /** Ids: 1 int, 2 and 3 structs of 8 and 24 bytes, then what a test adds. */
    private final List<BtfType> types = new ArrayList<>(List.of(
            new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
            new BtfType.Struct("pair", 8, false, List.of(new BtfMember("x", 1, 0, 0), new BtfMember("y", 1, 32, 0))),
            new BtfType.Struct("large", 24, false, List.of(new BtfMember("x", 1, 0, 0)))));

    @Test
    @DisplayName("stand in the order of their offsets in DATASECs as large as the section")
    void sorted() throws Exception {
        types.add(new BtfType.Var("last", 1, BtfLinkage.GLOBAL));
        types.add(new BtfType.Var("first", 2, BtfLinkage.STATIC));
        types.add(new BtfType.DataSec(".data", 0, List.of(new BtfVarSecInfo(4, 60, 4), new BtfVarSecInfo(5, 8, 8))));

        assertEquals(
                new BtfType.DataSec(
                        ".data", DATA_SIZE, List.of(new BtfVarSecInfo(5, 8, 8), new BtfVarSecInfo(4, 60, 4))),
                finished().type(6));
    }

    @Test
    @DisplayName("stay as they are where the loader lays them out")
    void ephemeral() throws Exception {
        types.add(new BtfType.Var("CONFIG_HZ", 1, BtfLinkage.EXTERN));
        types.add(new BtfType.Var("LINUX_KERNEL_VERSION", 1, BtfLinkage.EXTERN));
        types.add(new BtfType.FuncProto(0, List.of()));
        types.add(new BtfType.Func("kfunc", 6, BtfLinkage.EXTERN));
        types.add(new BtfType.DataSec(".kconfig", 0, List.of(new BtfVarSecInfo(5, 0, 4), new BtfVarSecInfo(4, 0, 4))));
        types.add(new BtfType.DataSec(".ksyms", 0, List.of(new BtfVarSecInfo(7, 0, 0))));

        Btf finished = finished();
        assertEquals(types.get(7), finished.type(8));
        assertEquals(types.get(8), finished.type(9));
    }

    @Test
    @DisplayName("are left out where they have no size, unless none is left")
    void withoutSize() throws Exception {
        types.add(new BtfType.Array(1, 1, 0));
        types.add(new BtfType.Var("none", 4, BtfLinkage.GLOBAL));
        types.add(new BtfType.Var("some", 1, BtfLinkage.GLOBAL));
        types.add(new BtfType.DataSec(".data", 0, List.of(new BtfVarSecInfo(5, 0, 0), new BtfVarSecInfo(6, 0, 4))));
        types.add(new BtfType.DataSec(".bss", 0, List.of(new BtfVarSecInfo(5, 0, 0))));

        Btf finished = finished();
        assertEquals(new BtfType.DataSec(".data", DATA_SIZE, List.of(new BtfVarSecInfo(6, 0, 4))), finished.type(7));
        assertEquals(types.get(7), finished.type(8));
    }

    @Test
    @DisplayName("have no larger type than place, if they are static: LLVM split or narrowed them")
    void narrowed() throws Exception {
        types.add(new BtfType.Const(3));
        long[] sizes = {1, 2, 4, 8, 12};
        List<BtfVarSecInfo> places = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            types.add(new BtfType.Var("s." + i, 4, BtfLinkage.STATIC));
            places.add(new BtfVarSecInfo(types.size(), i * 12L, sizes[i]));
        }
        types.add(new BtfType.DataSec(".data", 0, places));
        Btf finished = finished();

        for (int i = 0; i < sizes.length; i++) {
            BtfType.Var variable = (BtfType.Var) finished.type(5 + i);
            assertEquals("s." + i, variable.name());
            assertEquals(sizes[i], finished.size(variable.type()).orElseThrow());
        }
        assertEquals(new BtfType.Int("unsigned int", 4, 0, 0, 32), finished.type(variableType(finished, 7)));
        assertEquals(
                BtfType.Array.class, finished.type(variableType(finished, 9)).getClass());
        assertEquals(
                types,
                finished.types().subList(1, types.size() + 1).stream()
                        .map(type -> type instanceof BtfType.Var variable
                                ? new BtfType.Var(variable.name(), 4, BtfLinkage.STATIC)
                                : type)
                        .map(type -> type instanceof BtfType.DataSec section
                                ? new BtfType.DataSec(section.name(), 0, places)
                                : type)
                        .toList(),
                "nothing else changes");
    }

    @Test
    @DisplayName("keep their type where there is room for it, or more, or they are not static")
    void fitting() throws Exception {
        types.add(new BtfType.Var("exact", 2, BtfLinkage.STATIC));
        types.add(new BtfType.Var("roomy", 2, BtfLinkage.STATIC));
        types.add(new BtfType.Var("global", 3, BtfLinkage.GLOBAL));
        types.add(new BtfType.DataSec(
                ".data",
                DATA_SIZE,
                List.of(new BtfVarSecInfo(4, 0, 8), new BtfVarSecInfo(5, 8, 16), new BtfVarSecInfo(6, 24, 8))));

        assertEquals(types, finished().types().subList(1, types.size() + 1));
    }

    @Test
    @DisplayName("are found by their symbols, or if they are static by their offsets in the section of the symbol")
    void relocated() throws Exception {
        types.add(new BtfType.Var("same", 1, BtfLinkage.STATIC));
        types.add(new BtfType.Var("same", 1, BtfLinkage.STATIC));
        types.add(new BtfType.Var("global", 1, BtfLinkage.GLOBAL));
        types.add(new BtfType.DataSec(
                ".data",
                0,
                List.of(new BtfVarSecInfo(4, 32, 4), new BtfVarSecInfo(5, 16, 4), new BtfVarSecInfo(6, 0, 4))));
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] btf = Btf.of(order, types).write();
            // Header; int; two structs; three variables; the DATASEC. Of each of its entries the second word.
            int entries = 24 + 16 + (12 + 2 * 12) + (12 + 12) + 3 * 16 + 12;
            ElfBuilder out = builder(order, btf);
            int section = out.symbol("", ElfSymbol.STB_LOCAL, ElfSymbol.STT_SECTION, 0, DATA, 0, 0);
            int global = out.symbol("global", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, 0, DATA, 8, 4);
            out.relocations(
                    DATA + 1,
                    List.of(
                            new ElfRelocation(entries + 4, ElfRelocation.R_BPF_64_NODYLD32, section, 0),
                            new ElfRelocation(entries + 16, ElfRelocation.R_BPF_64_NODYLD32, section, 0),
                            new ElfRelocation(entries + 28, ElfRelocation.R_BPF_64_NODYLD32, global, 0)));
            byte[] object = finisher.finish(out.build());

            assertEquals(
                    List.of(new BtfVarSecInfo(6, 8, 4), new BtfVarSecInfo(5, 16, 4), new BtfVarSecInfo(4, 32, 4)),
                    ((BtfType.DataSec) btf(object).type(7)).variables(),
                    order.toString());
            assertArrayEquals(object, finisher.finish(object), "finished again");
        }
    }

    private static int variableType(Btf btf, int id) {
        return ((BtfType.Var) btf.type(id)).type();
    }

    /** Finished with offsets as they are. */
    private Btf finished() throws Exception {
        byte[] object = finisher.finish(
                builder(
                                ByteOrder.LITTLE_ENDIAN,
                                Btf.of(ByteOrder.LITTLE_ENDIAN, types).write())
                        .build(),
                new FinishPlan(new SourceTexts(List.of()), true, Map.of(), false));
        assertArrayEquals(object, finisher.finish(object), "finished again");
        return btf(object);
    }

    private static ElfBuilder builder(ByteOrder order, byte[] btf) {
        ElfBuilder out = new ElfBuilder(order, ElfFile.EM_BPF);
        out.section(
                ".data", ElfSection.SHT_PROGBITS, ElfSection.SHF_ALLOC | ElfSection.SHF_WRITE, 8, new byte[DATA_SIZE]);
        out.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, btf);
        return out;
    }

    private static Btf btf(byte[] object) throws Exception {
        ElfFile file = ElfFile.read(object);
        return Btf.read(file.section(".BTF").orElseThrow().data(), file.byteOrder());
    }
}
