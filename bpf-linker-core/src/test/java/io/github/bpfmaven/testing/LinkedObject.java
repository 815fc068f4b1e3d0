package io.github.bpfmaven.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.LinkResult;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** A linked object, opened for looking into. */
public record LinkedObject(byte[] bytes, ElfFile elf, Btf btf, BtfExt ext) {
    /** Fails the test, with what was said, if there is none. */
    public static LinkedObject of(LinkResult result) throws ElfFormatException, BtfFormatException {
        var bytes = assertInstanceOf(LinkResult.Linked.class, result, () -> "" + result.diagnostics())
                .output();
        var elf = ElfFile.read(bytes);
        var btf = Btf.read(elf.section(".BTF").orElseThrow().data(), elf.byteOrder());
        var section = elf.section(".BTF.ext");
        return new LinkedObject(
                bytes, elf, btf, section.isPresent() ? BtfExt.read(section.get().data(), btf) : BtfExt.EMPTY);
    }

    /** The symbols of that name. */
    public List<ElfSymbol> symbols(String name) {
        return elf.symbols().stream()
                .filter(symbol -> symbol.name().equals(name))
                .toList();
    }

    /** The only symbol of that name, empty if there is none. */
    public Optional<ElfSymbol> symbol(String name) {
        return symbols(name).stream().findFirst();
    }

    /** The types of that class and name. */
    public <T extends BtfType> List<T> types(Class<T> type, String name) {
        return btf.types().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(found -> found.name().equals(name))
                .toList();
    }

    /** The text that a section holds, up to the first NUL. */
    public String text(String section) {
        var data = elf.section(section).map(ElfSection::data).orElseThrow();
        var text = new String(data, StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\0'));
    }
}
