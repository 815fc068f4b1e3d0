package io.github.bpfmaven.btf;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What is read of a layout is what C says of it:")
final class BtfLayoutTest {
    private static final Path SOURCES = Path.of("src/test/bpf/types");

    @TempDir
    private Path directory;

    private TestClang clang;

    @BeforeEach
    void prepare() {
        clang = new TestClang(directory);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"layouts.c, BPFEL", "layouts.c, BPFEB", "every_kind.c, BPFEL", "every_kind.c, BPFEB"})
    @DisplayName("sizes, offsets, types, enumerators")
    void assertions(String source, BpfTarget target) throws Exception {
        Btf btf = compiled(source, target);
        CStatements statements = new CStatements(btf);
        write("asserted.c", source, statements.assertions());

        clang.check("asserted.c", target);
        Set<Integer> composites = new HashSet<>();
        for (int id = 1; id < btf.types().size(); id++) {
            if (btf.type(id) instanceof BtfType.Composite) {
                composites.add(id);
            }
        }
        assertEquals(composites, statements.reached());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"layouts.c, BPFEL", "layouts.c, BPFEB", "every_kind.c, BPFEL", "every_kind.c, BPFEB"})
    @DisplayName("which bits a bit-field has")
    void bitFields(String source, BpfTarget target) throws Exception {
        List<CStatements.Probe> probes = new CStatements(compiled(source, target)).probes();
        write(
                "probes.c",
                source,
                probes.stream().map(CStatements.Probe::definition).toList());
        ElfFile object = ElfFile.read(Files.readAllBytes(clang.object("probes.c", target, "-w")));

        assertFalse(probes.isEmpty());
        for (CStatements.Probe probe : probes) {
            assertArrayEquals(bits(probe, target.byteOrder()), data(object, probe.name()), probe.definition());
        }
    }

    @Test
    @DisplayName("clang refuses every statement about something else")
    void wrongStatements() throws Exception {
        List<String> right = new CStatements(compiled("layouts.c", BpfTarget.BPFEL)).assertions();
        List<String> wrong = right.stream()
                .map(text -> text.replaceFirst("_Static_assert\\((.*), \"\"\\);", "_Static_assert(!($1), \"\");"))
                .toList();
        write("asserted.c", "layouts.c", wrong);
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> clang.check("asserted.c", BpfTarget.BPFEL));

        assertTrue(right.size() > 300, right.size() + " statements");
        assertEquals(
                right.size(),
                refused.getMessage().split("error: static assertion failed", -1).length - 1,
                refused.getMessage());
    }

    private Btf compiled(String source, BpfTarget target)
            throws IOException, InterruptedException, ElfFormatException, BtfFormatException {
        ElfFile object = ElfFile.read(Files.readAllBytes(clang.object(clang.add(SOURCES.resolve(source)), target)));
        return Btf.read(object.section(".BTF").orElseThrow().data(), target.byteOrder());
    }

    private void write(String file, String source, List<String> statements) throws IOException {
        Files.writeString(
                directory.resolve(file),
                statements.stream().collect(Collectors.joining("\n", "#include \"" + source + "\"\n", "\n")));
    }

    /** BTF counts bits from the one that is stored first: the lowest in little-endian, the highest in big-endian. */
    private static byte[] bits(CStatements.Probe probe, ByteOrder order) {
        byte[] bytes = new byte[(int) probe.place().size()];
        for (int i = 0; i < probe.bits(); i++) {
            int bit = (int) probe.place().bits() + i;
            bytes[bit / 8] |= (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 << bit % 8 : 0x80 >> bit % 8);
        }
        return bytes;
    }

    private static byte[] data(ElfFile object, String variable) {
        ElfSymbol symbol = object.symbols().stream()
                .filter(candidate -> candidate.name().equals(variable))
                .findFirst()
                .orElseThrow();
        byte[] section = object.sections().get(symbol.sectionIndex()).data();
        byte[] value = new byte[(int) symbol.size()];
        System.arraycopy(section, (int) symbol.value(), value, 0, value.length);
        return value;
    }
}
