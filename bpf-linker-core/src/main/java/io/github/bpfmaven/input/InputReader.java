package io.github.bpfmaven.input;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.input.InputModule.Form;

/** Tells kinds of files apart, by their content. */
final class InputReader {
    /** Of {@code clang -fembed-bitcode=all} and of {@code -ffat-lto-objects}. */
    private static final List<String> EMBEDDED = List.of(".llvmbc", ".llvm.lto");

    InputFile read(String name, byte[] bytes) throws InputException {
        if (ArArchive.isThin(bytes)) {
            throw new InputException(name + " is a thin archive, which only names its members; make a whole one: ar rcs"
                    + " without T, llvm-ar without --thin");
        }
        if (!ArArchive.isArchive(bytes)) {
            return single(name, bytes);
        }
        var modules = new ArrayList<InputModule>();
        var skipped = new ArrayList<String>();
        for (var member : ArArchive.read(name, bytes)) {
            var memberName = name + "(" + member.name() + ")";
            if (ArArchive.isArchive(member.bytes()) || ArArchive.isThin(member.bytes())) {
                throw new InputException(memberName + " is an archive in an archive, which no linker reads;"
                        + " give it as an input of its own");
            }
            if (isOther(member.bytes())) {
                skipped.add(memberName + " is neither bitcode nor an object with bitcode in it");
                continue;
            }
            var inside = single(memberName, member.bytes());
            modules.addAll(inside.modules());
            skipped.addAll(inside.skipped());
        }
        return new InputFile(true, modules, skipped);
    }

    /** What archives hold beside code, such as rustc's {@code lib.rmeta}, which is an object on some machines. */
    private static boolean isOther(byte[] bytes) {
        return isElf(bytes)
                ? !hasBitcode(bytes)
                : !BitcodeFile.isRaw(bytes) && !BitcodeFile.isWrapped(bytes) && !IrText.isIr(bytes);
    }

    private static boolean hasBitcode(byte[] object) {
        try {
            return ElfFile.read(object).sections().stream().anyMatch(InputReader::holdsBitcode);
        } catch (ElfFormatException notForUs) {
            return false;
        }
    }

    private static boolean holdsBitcode(ElfSection section) {
        return EMBEDDED.contains(section.name()) && section.data().length > 0;
    }

    private InputFile single(String name, byte[] bytes) throws InputException {
        if (BitcodeFile.isRaw(bytes)) {
            return InputFile.of(List.of(bitcode(name, bytes)));
        }
        if (BitcodeFile.isWrapped(bytes)) {
            return InputFile.of(List.of(bitcode(name, unwrapped(name, bytes))));
        }
        if (isElf(bytes)) {
            return object(name, bytes);
        }
        if (IrText.isIr(bytes)) {
            return InputFile.of(List.of(new InputModule(name, Form.IR, bytes, Optional.empty(), IrText.triple(bytes))));
        }
        throw new InputException(name + FileKind.describe(bytes));
    }

    private static InputModule bitcode(String name, byte[] bytes) throws InputException {
        try {
            var header = BitcodeHeader.read(bytes);
            if (header.modules() != 1) {
                throw new InputException(
                        name + " holds " + (header.modules() == 0 ? "no module" : header.modules() + " modules")
                                + "; bitcode files can't be put behind one another: link them with llvm-link, or make an"
                                + " archive of them");
            }
            return new InputModule(name, Form.BITCODE, bytes, header.producer(), header.triple());
        } catch (Bitstream.DamagedException damaged) {
            throw new InputException(name + " is damaged bitcode: " + damaged.getMessage());
        }
    }

    private static byte[] unwrapped(String name, byte[] bytes) throws InputException {
        return BitcodeFile.unwrap(bytes)
                .orElseThrow(() -> new InputException(name + " is damaged bitcode: its wrapper points to no bitcode"));
    }

    private static InputFile object(String name, byte[] bytes) throws InputException {
        ElfFile elf;
        try {
            elf = ElfFile.read(bytes);
        } catch (ElfFormatException damaged) {
            throw new InputException(name + " is a damaged object: " + damaged.getMessage());
        }
        for (var section : elf.sections()) {
            if (holdsBitcode(section)) {
                return embedded(name, section);
            }
        }
        if (isEmpty(elf)) {
            return new InputFile(
                    false, List.of(), List.of(name + " is an object without content, such as rustc's symbols.o"));
        }
        throw new InputException(
                name + " is an object without bitcode in it, which can't be linked here; compile it with"
                        + " clang -emit-llvm, -flto, -fembed-bitcode=all or -ffat-lto-objects");
    }

    private static InputFile embedded(String name, ElfSection section) throws InputException {
        var data = section.data();
        var module = BitcodeFile.isWrapped(data) ? unwrapped(name, data) : data;
        if (!BitcodeFile.isRaw(module)) {
            throw new InputException(name + " has no bitcode in its section " + section.name()
                    + ", though that is what the section is for; compile it with -fembed-bitcode=all, not =marker");
        }
        return InputFile.of(List.of(bitcode(name, module)));
    }

    private static boolean isEmpty(ElfFile elf) {
        return elf.sections().stream().noneMatch(section -> section.has(ElfSection.SHF_ALLOC) && section.size() > 0)
                && elf.symbols().stream()
                        .noneMatch(
                                symbol -> symbol.isInSection() && !symbol.name().isEmpty());
    }

    private static boolean isElf(byte[] bytes) {
        return bytes.length >= 4 && ByteBuffer.wrap(bytes).getInt() == 0x7f454c46;
    }
}
