package io.github.bpfmaven.compare;

import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfRecordTail;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.compare.ObjectComparer.FileSymbols;
import io.github.bpfmaven.elf.ElfSymbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The comparer of objects")
final class ObjectComparerTest {
    @Nested
    @DisplayName("takes for the same")
    final class Same {
        @Test
        @DisplayName("an object and itself, in both byte orders")
        void itself() throws Exception {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                assertEquals(
                        List.of(), compare(new SampleObject(order), new SampleObject(order), FileSymbols.COMPARED));
            }
        }

        @Test
        @DisplayName("one with DWARF and one without")
        void dwarf() throws Exception {
            assertSame(object -> object.dwarf = true);
        }

        @Test
        @DisplayName("symbols in another order, which gives relocations other indices")
        void symbolOrder() throws Exception {
            assertSame(object -> object.reverseSymbols = true);
        }

        @Test
        @DisplayName("types in another order, which gives records of .BTF.ext other ids")
        void typeOrder() throws Exception {
            assertSame(SampleObject::withTypesReversed);
        }

        @Test
        @DisplayName("a DATASEC with offsets as relocations and one that has them itself")
        void filledOffsets() throws Exception {
            assertSame(object -> object.offsetsFilledIn = true);
        }

        @Test
        @DisplayName("objects of differently named source files, if these are to be ignored")
        void fileName() throws Exception {
            SampleObject changed = new SampleObject();
            changed.fileName = "b.bpf.c";
            assertEquals(List.of(), compare(new SampleObject(), changed, FileSymbols.IGNORED));
        }
    }

    @Nested
    @DisplayName("sees in the ELF file")
    final class Elf {
        @Test
        @DisplayName("another byte order")
        void byteOrder() throws Exception {
            List<Difference> found =
                    compare(new SampleObject(), new SampleObject(ByteOrder.BIG_ENDIAN), FileSymbols.COMPARED);
            assertEquals(List.of(new Difference("header", "byte order: LITTLE_ENDIAN against BIG_ENDIAN")), found);
        }

        @Test
        @DisplayName("another byte of code")
        void code() throws Exception {
            assertDifferent("xdp", object -> object.code[17] = 1);
        }

        @Test
        @DisplayName("more code")
        void moreCode() throws Exception {
            assertDifferent("xdp", object -> object.code = new byte[40]);
        }

        @Test
        @DisplayName("another order of sections")
        void sectionOrder() throws Exception {
            assertDifferent("sections", object -> object.licenseFirst = true);
        }

        @Test
        @DisplayName("another binding of a symbol")
        void binding() throws Exception {
            assertDifferent("symbols", object -> object.programBinding = ElfSymbol.STB_WEAK);
        }

        @Test
        @DisplayName("another visibility of a symbol")
        void visibility() throws Exception {
            assertDifferent("symbols", object -> object.programVisibility = ElfSymbol.STV_HIDDEN);
        }

        @Test
        @DisplayName("another place of a symbol")
        void place() throws Exception {
            assertDifferent("symbols", object -> object.secondValue = 4);
        }

        @Test
        @DisplayName("another source file")
        void fileName() throws Exception {
            assertDifferent("symbols", object -> object.fileName = "b.bpf.c");
        }

        @Test
        @DisplayName("a relocation against another symbol")
        void relocatedSymbol() throws Exception {
            assertDifferent("relocations of xdp", object -> object.relocatedSymbol = "second");
        }

        @Test
        @DisplayName("a relocation in another place")
        void relocationOffset() throws Exception {
            assertDifferent("relocations of xdp", object -> object.relocationOffset = 16);
        }

        @Test
        @DisplayName("missing BTF")
        void missingBtf() throws Exception {
            assertDifferent(".BTF", object -> object.withBtf = false);
        }
    }

    @Nested
    @DisplayName("sees in BTF")
    final class Btf {
        @Test
        @DisplayName("members whose types were swapped")
        void swappedMemberTypes() throws Exception {
            assertDifferent(
                    ".BTF",
                    object -> object.types.set(
                            2,
                            new BtfType.Struct(
                                    "s",
                                    16,
                                    false,
                                    List.of(new BtfMember("a", 2, 0, 0), new BtfMember("b", 1, 64, 0)))));
        }

        @Test
        @DisplayName("pointers to another forward declaration")
        void swappedForwardDeclarations() throws Exception {
            assertDifferent(".BTF", object -> {
                object.types.set(6, new BtfType.Ptr(6));
                object.types.set(7, new BtfType.Ptr(5));
            });
        }

        @Test
        @DisplayName("a forward-declared union in place of a struct")
        void forwardKind() throws Exception {
            assertDifferent(".BTF", object -> object.types.set(4, new BtfType.Fwd("f", true)));
        }

        @Test
        @DisplayName("one more type that nothing names")
        void oneMoreType() throws Exception {
            assertDifferent(".BTF", object -> object.types.add(new BtfType.Ptr(1)));
        }

        @Test
        @DisplayName("another offset of a variable in a DATASEC that has them itself")
        void filledOffset() throws Exception {
            assertDifferent(".BTF", object -> {
                object.offsetsFilledIn = true;
                object.offsetShift = 4;
            });
        }

        @Test
        @DisplayName("another linkage of a variable of the same size")
        void linkage() throws Exception {
            assertDifferent(".BTF", object -> object.types.set(9, new BtfType.Var("first", 4, BtfLinkage.STATIC)));
        }

        @Test
        @DisplayName("another linkage of a function")
        void functionLinkage() throws Exception {
            assertDifferent(".BTF", object -> object.types.set(13, new BtfType.Func("run", 13, BtfLinkage.STATIC)));
        }

        @Test
        @DisplayName("a decl tag on another member")
        void declTag() throws Exception {
            SampleObject left = new SampleObject();
            left.types.add(new BtfType.DeclTag("tag", 3, 0, false));
            SampleObject right = new SampleObject();
            right.types.add(new BtfType.DeclTag("tag", 3, 1, false));
            assertEquals(
                    List.of(".BTF", ".BTF"),
                    compare(left, right, FileSymbols.COMPARED).stream()
                            .map(Difference::where)
                            .toList());
        }

        @Test
        @DisplayName("a type that is there once for two users, in place of once for each")
        void mergedTwins() throws Exception {
            SampleObject left = new SampleObject();
            left.types.add(new BtfType.Fwd("twin", false));
            left.types.add(new BtfType.Fwd("twin", false));
            SampleObject right = new SampleObject();
            right.types.addAll(left.types.subList(14, 16));
            left.types.addAll(List.of(new BtfType.Ptr(15), new BtfType.Const(16)));
            right.types.addAll(List.of(new BtfType.Ptr(15), new BtfType.Const(15)));
            assertTrue(compare(left, right, FileSymbols.COMPARED).stream()
                    .allMatch(difference -> difference.where().equals(".BTF")));
            assertTrue(compare(left, right, FileSymbols.COMPARED).size() > 0);
        }

        @Test
        @DisplayName("another size of an int")
        void intSize() throws Exception {
            assertDifferent(
                    ".BTF", object -> object.types.set(0, new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 31)));
        }
    }

    @Nested
    @DisplayName("sees in .BTF.ext")
    final class Ext {
        @Test
        @DisplayName("another access string of a CO-RE relocation")
        void access() throws Exception {
            assertDifferent(
                    ".BTF.ext CO-RE relocations of xdp",
                    object -> object.relocation = new BtfExt.CoreRelocation(16, 3, "0:0", 0, BtfRecordTail.NONE));
        }

        @Test
        @DisplayName("another type of a CO-RE relocation")
        void relocatedType() throws Exception {
            assertDifferent(
                    ".BTF",
                    object -> object.relocation = new BtfExt.CoreRelocation(16, 9, "0:1", 0, BtfRecordTail.NONE));
        }

        @Test
        @DisplayName("another kind of a CO-RE relocation")
        void relocationKind() throws Exception {
            assertDifferent(
                    ".BTF.ext CO-RE relocations of xdp",
                    object -> object.relocation = new BtfExt.CoreRelocation(16, 3, "0:1", 2, BtfRecordTail.NONE));
        }

        @Test
        @DisplayName("another line, column, file or text")
        void lines() throws Exception {
            for (BtfExt.LineInfo line : List.of(
                    new BtfExt.LineInfo(0, "a.bpf.c", "int run()", 4, 5, BtfRecordTail.NONE),
                    new BtfExt.LineInfo(0, "a.bpf.c", "int run()", 3, 6, BtfRecordTail.NONE),
                    new BtfExt.LineInfo(0, "b.bpf.c", "int run()", 3, 5, BtfRecordTail.NONE),
                    new BtfExt.LineInfo(0, "a.bpf.c", "int go()", 3, 5, BtfRecordTail.NONE),
                    new BtfExt.LineInfo(8, "a.bpf.c", "int run()", 3, 5, BtfRecordTail.NONE))) {
                assertDifferent(".BTF.ext line info of xdp", object -> object.line = line);
            }
        }

        @Test
        @DisplayName("another function")
        void function() throws Exception {
            SampleObject left = new SampleObject();
            left.types.add(new BtfType.Func("walk", 13, BtfLinkage.GLOBAL));
            SampleObject right = new SampleObject();
            right.types.addAll(left.types.subList(14, 15));
            right.function = new BtfExt.FuncInfo(0, 15, BtfRecordTail.NONE);
            assertTrue(compare(left, right, FileSymbols.COMPARED).stream()
                    .anyMatch(difference -> difference.where().equals(".BTF")));
        }
    }

    private static void assertSame(Consumer<SampleObject> change) throws Exception {
        SampleObject changed = new SampleObject();
        change.accept(changed);
        assertEquals(List.of(), compare(new SampleObject(), changed, FileSymbols.COMPARED));
        assertEquals(List.of(), compare(changed, new SampleObject(), FileSymbols.COMPARED));
    }

    private static void assertDifferent(String where, Consumer<SampleObject> change) throws Exception {
        SampleObject changed = new SampleObject();
        change.accept(changed);
        List<Difference> found = compare(new SampleObject(), changed, FileSymbols.COMPARED);
        assertTrue(found.stream().anyMatch(difference -> difference.where().equals(where)), () -> "found: " + found);
        assertTrue(compare(changed, new SampleObject(), FileSymbols.COMPARED).size() > 0, "the other way round");
    }

    private static List<Difference> compare(SampleObject left, SampleObject right, FileSymbols fileSymbols)
            throws Exception {
        return new ObjectComparer(fileSymbols).compare(left.build(), right.build());
    }
}
