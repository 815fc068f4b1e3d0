package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Generated Java has enums as C has them:")
final class GeneratedEnumsTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "enums.bpf.c");
    }

    @Test
    @DisplayName("clang confirms all sizes and offsets")
    void layouts() throws Exception {
        c.assertLayouts();
    }

    @Test
    @DisplayName("of 1, 2, 4 and 8 bytes, signed and unsigned, by the names of their enumerators")
    void known() throws Exception {
        c.run("""
                c.has("known", new Enums(Tiny.TINY_MOST, SignedTiny.MINUS, Half.HALF_MOST, SignedHalf.HALF_LEAST,
                        Plain.TWO, SignedPlain.COLD, UnsignedTop.TOP, Wide.LARGE, SignedWide.LEAST, Aliased.ALSO_FIRST,
                        Flags.CAN_ALL, WideFlags.HIGH_BIT, HardToName.new_, HardToCheck.STRING2, Unnamed.UNNAMED_B,
                        Enums.InPlace.IN_PLACE), Enums::read, Enums::write);
                same(255, Tiny.TINY_MOST_VALUE);
                same(-1, SignedTiny.MINUS.value());
                same(0x80000000, UnsignedTop.TOP_VALUE);
                same(Long.MIN_VALUE, Wide.LARGE.value());
                same("LARGE", Wide.LARGE.toString());
                same(List.of(1, 1, 2, 4, 8), List.of(Tiny.BYTE_SIZE, SignedTiny.BYTE_SIZE, Half.BYTE_SIZE,
                        Plain.BYTE_SIZE, SignedWide.BYTE_SIZE));
                """);
    }

    @Test
    @DisplayName("numbers without a name survive")
    void unknown() throws Exception {
        c.run("""
                c.has("unknown", new Enums(new Tiny(200), new SignedTiny(-100), new Half(1), new SignedHalf(-2),
                        new Plain(0xfffffff0), new SignedPlain(0x7ffffff0), new UnsignedTop(77), new Wide(78),
                        new SignedWide(-79), new Aliased(80), new Flags(81), new WideFlags(82), new HardToName(83),
                        new HardToCheck(84), new Unnamed(85), new Enums.InPlace(-86)), Enums::read, Enums::write);
                same(false, new Plain(9).isKnown());
                same(true, new Plain(2).isKnown());
                same("4294967280", new Plain(0xfffffff0).toString());
                same("-100", new SignedTiny(-100).toString());
                same("18446744073709551614", new Wide(-2).toString());
                refused("enum tiny is 256", () -> new Tiny(256));
                refused("enum signed_tiny is 128", () -> new SignedTiny(128));
                refused("enum half is -1", () -> new Half(-1));
                """);
    }

    @Test
    @DisplayName("two names for one number are equal, and the first is shown")
    void aliases() throws Exception {
        c.run("""
                same(Aliased.FIRST, Aliased.ALSO_FIRST);
                same("FIRST", Aliased.ALSO_FIRST.toString());
                same("SECOND", Aliased.DEFAULT.toString());
                same(List.of(Aliased.FIRST, Aliased.ALSO_FIRST, Aliased.SECOND, Aliased.DEFAULT), Aliased.values());
                """);
    }

    @Test
    @DisplayName("flags can be asked for and put together, also those of 64 bits")
    void flags() throws Exception {
        c.run("""
                same(true, Flags.CAN_ALL.has(Flags.CAN_RUN));
                same(false, Flags.CAN_READ.has(Flags.CAN_ALL));
                same(new Flags(5), Flags.CAN_READ.or(Flags.CAN_RUN));
                same(true, WideFlags.LOW_BIT.or(WideFlags.HIGH_BIT).has(WideFlags.HIGH_BIT));
                same(0x8000000000000001L, WideFlags.LOW_BIT.or(WideFlags.HIGH_BIT).value());
                """);
    }

    @Test
    @DisplayName("numbers are constants for a switch")
    void numbersInSwitch() throws Exception {
        c.run("""
                String name = switch (Plain.ONE.value()) {
                    case Plain.ZERO_VALUE -> "none";
                    case Plain.ONE_VALUE -> "one";
                    default -> "many";
                };
                same("one", name);
                """);
    }

    @Test
    @DisplayName("enumerators that are Java keywords, have names of fields, or come to one name")
    void hardToName() throws Exception {
        c.run("""
                List<String> names = HardToName.values().stream().map(HardToName::toString).toList();
                same(List.of("class", "NEW", "new", "value", "VALUE", "values", "has", "or", "isKnown", "is_known",
                        "toString", "BYTE_SIZE", "Bytes", "BYTES", "List", "LIST", "Integer", "INTEGER", "value_VALUE",
                        "NEW_VALUE", "x$y", "_", "__A", "A", "String", "STRING", "Object", "OBJECT"), names);
                same(0, HardToName.CLASS_VALUE);
                same(3, HardToName.value_.value());
                same(4, HardToName.VALUE.value());
                same(1, HardToName.NEW_VALUE_);
                same(new HardToName(19), HardToName.NEW_VALUE);
                same("bytes", HardToCheck.bytes.toString());
                """);
    }
}
