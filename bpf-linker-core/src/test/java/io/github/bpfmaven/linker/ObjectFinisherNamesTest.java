package io.github.bpfmaven.linker;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRewriter;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The source's name is given back")
final class ObjectFinisherNamesTest {
    private static final Map<String, String> SOURCE_NAMES = Map.of("a.1", "a", "a.2", "a", "b.3", "b", "s.c", "s");

    private final ElfBuilder object = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
    private final int section = object.section(".text", ElfSection.SHT_PROGBITS, ElfSection.SHF_ALLOC, 8, new byte[16]);

    @Test
    @DisplayName("to each static variable, also if several have it")
    void variables() throws Exception {
        local("a", ElfSymbol.STT_OBJECT);
        local("a.1", ElfSymbol.STT_OBJECT);
        local("a.2", ElfSymbol.STT_OBJECT);

        assertEquals(List.of("", "a", "a", "a"), renamed());
        assertEquals(SOURCE_NAMES, names().ofVariables());
    }

    @Test
    @DisplayName("to one function at most, and not if another has it")
    void functions() throws Exception {
        local("a.1", ElfSymbol.STT_FUNC);
        local("a.2", ElfSymbol.STT_FUNC);
        local("b", ElfSymbol.STT_FUNC);
        local("b.3", ElfSymbol.STT_FUNC);

        assertEquals(List.of("", "a", "a.2", "b", "b.3"), renamed());
    }

    @Test
    @DisplayName("to no variable and no function whose name is known outside as something else")
    void takenNames() throws Exception {
        local("a.1", ElfSymbol.STT_OBJECT);
        local("b.3", ElfSymbol.STT_FUNC);
        object.symbol("a", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, 0, section, 0, 4);
        object.symbol("b", ElfSymbol.STB_WEAK, ElfSymbol.STT_NOTYPE, 0, ElfSymbol.SHN_UNDEF, 0, 0);

        assertEquals(List.of("", "a.1", "b.3", "a", "b"), renamed());
        assertEquals(Map.of("s.c", "s"), names().ofVariables());
    }

    @Test
    @DisplayName("to nothing that is no variable or function, or is known outside")
    void others() throws Exception {
        object.symbol("s.c", ElfSymbol.STB_LOCAL, ElfSymbol.STT_FILE, 0, ElfSymbol.SHN_ABS, 0, 0);
        object.symbol("a.1", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, 0, section, 0, 4);

        assertEquals(List.of("", "s.c", "a.1"), renamed());
    }

    private void local(String name, int type) {
        object.symbol(name, ElfSymbol.STB_LOCAL, type, 0, section, 0, 4);
    }

    private ObjectFinisherNames names() throws Exception {
        return new ObjectFinisherNames(ElfFile.read(object.build()), SOURCE_NAMES);
    }

    private List<String> renamed() throws Exception {
        ElfFile file = ElfFile.read(object.build());
        ElfRewriter rewriter = new ElfRewriter(file);
        new ObjectFinisherNames(file, SOURCE_NAMES).rename(rewriter);
        return ElfFile.read(rewriter.write()).symbols().stream()
                .map(ElfSymbol::name)
                .toList();
    }
}
