package io.github.bpfmaven.elf;

import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("The ELF builder")
final class ElfBuilderTest {
    private final ElfBuilder out = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);

    @Test
    @DisplayName("gives sections and symbols the indices that the file has")
    void givesIndices() throws ElfFormatException {
        int text = out.section(".text", ElfSection.SHT_PROGBITS, 0, 8, new byte[8]);
        int holder = out.relocations(text, List.of(new ElfRelocation(0, ElfRelocation.R_BPF_64_32, 1, 0)));
        int function = out.symbol("f", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_FUNC, 0, text, 0, 8);
        ElfFile file = ElfFile.read(out.build());

        assertEquals(".text", file.sections().get(text).name());
        assertEquals(".rel.text", file.sections().get(holder).name());
        assertEquals("f", file.symbols().get(function).name());
    }

    @Test
    @DisplayName("refuses a local symbol behind a global one")
    void refusesLateLocals() {
        out.symbol("global", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_NOTYPE, 0, ElfSymbol.SHN_UNDEF, 0, 0);

        assertThrows(
                IllegalStateException.class,
                () -> out.symbol("local", ElfSymbol.STB_LOCAL, ElfSymbol.STT_NOTYPE, 0, ElfSymbol.SHN_ABS, 0, 0));
    }

    @Test
    @DisplayName("refuses a symbol of a section that was never added")
    void refusesUnknownSections() {
        out.symbol("f", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_FUNC, 0, 9, 0, 0);

        assertThrows(IllegalStateException.class, out::build);
    }
}
