package io.github.bpfmaven.header;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;

/** Programs of a header, compiled by the real clang, for which no warning is too small. */
final class HeaderProject {
    private static final int PROGRAMS = 12;

    private final TestClang clang;

    HeaderProject(Path directory) {
        this.clang = new TestClang(directory);
    }

    /** The BTF that clang makes of a source. */
    Btf btf(Path source, BpfTarget target, String... arguments)
            throws IOException, InterruptedException, ElfFormatException, BtfFormatException {
        return read(clang.object(clang.add(source), target, arguments), target);
    }

    /** The BTF that clang makes of a header and lines of C; fails if it says anything. */
    Btf btf(String header, List<String> lines, BpfTarget target)
            throws IOException, InterruptedException, ElfFormatException, BtfFormatException {
        return read(object(header, lines, target), target);
    }

    /** The object that clang makes of a header and lines of C; fails if it says anything. */
    Path object(String header, List<String> lines, BpfTarget target) throws IOException, InterruptedException {
        write(header, lines);
        return clang.object("program.c", target, "-std=gnu11", "-Wall", "-Wextra", "-Werror");
    }

    /** Fails if clang does not take the lines behind the header, in whichever standard. */
    void check(String header, List<String> lines, BpfTarget target) throws IOException, InterruptedException {
        write(header, lines);
        for (String standard : List.of("gnu11", "gnu17", "gnu23")) {
            clang.object(
                    "program.c",
                    target,
                    "-std=" + standard,
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    "-fsyntax-only",
                    "-Wno-unused-command-line-argument",
                    "-ferror-limit=50");
        }
    }

    /** What differs between BTF and that of programs that use every type of a header made from it. */
    List<HeaderRoundTrip.Difference> roundTrip(Btf btf, String header, BpfTarget target) throws Exception {
        HeaderRoundTrip roundTrip = new HeaderRoundTrip(btf);
        List<Btf> compiled = new ArrayList<>();
        for (List<String> uses : roundTrip.uses(roundTrip.size() > 1000 ? PROGRAMS : 1)) {
            compiled.add(btf(header, uses, target));
        }
        return roundTrip.differences(compiled);
    }

    private void write(String header, List<String> lines) throws IOException {
        Files.writeString(clang.directory().resolve("vmlinux.h"), header);
        Files.writeString(
                clang.directory().resolve("program.c"),
                "#include \"vmlinux.h\"\n#include \"vmlinux.h\"\n" + String.join("\n", lines) + "\n");
    }

    private static Btf read(Path object, BpfTarget target) throws IOException, ElfFormatException, BtfFormatException {
        ElfFile elf = ElfFile.read(Files.readAllBytes(object));
        return Btf.read(elf.section(".BTF").orElseThrow().data(), target.byteOrder());
    }
}
