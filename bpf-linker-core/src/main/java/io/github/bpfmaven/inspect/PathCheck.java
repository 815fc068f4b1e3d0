package io.github.bpfmaven.inspect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;

/**
 * Finds in an object what tells of the machine where it was made.
 *
 * <p>What a text is decides: names of source files (in {@code .BTF}, in DWARF, of {@code STT_FILE} symbols) may not be
 * absolute at all. Programs, though, may speak of {@code /sys/fs/bpf} or {@code /proc/self} as they like: of their data, and
 * of the source lines that {@code .BTF} quotes, only directories of this very build are errors, somebody's home directory is
 * a warning.
 */
public final class PathCheck {
    /** More than anybody reads. */
    private static final int MOST = 100;

    private static final int SHORTEST = 3;

    /** In sections of DWARF that are no lists of strings: there, some printable bytes follow each other by chance. */
    private static final int SHORTEST_AMONG_NUMBERS = 8;

    private final TextJudge judge;

    /** @param machine what is not to be found */
    public PathCheck(MachineNames machine) {
        this.judge = new TextJudge(machine);
    }

    /**
     * Looks at all sections of an object.
     *
     * @return errors first, then in the order of sections; at most 100
     * @throws BpfObjectFormatException if it is damaged
     */
    public List<Leak> check(byte[] object) throws BpfObjectFormatException {
        return check(object, BpfObject.read(object));
    }

    /**
     * The same for who has read the object already.
     *
     * @param read what is in it
     */
    public List<Leak> check(byte[] object, BpfObject read) {
        Set<String> fileNames = new HashSet<>();
        Set<String> sourceLines = new HashSet<>();
        for (BtfExt.Section<BtfExt.LineInfo> section : read.btfExt().lines().sections()) {
            for (BtfExt.LineInfo line : section.records()) {
                fileNames.add(line.file());
                sourceLines.add(line.text());
            }
        }
        List<Leak> leaks = new ArrayList<>();
        ElfFile elf = read(object);
        elf.symbols().stream()
                .filter(symbol -> symbol.type() == ElfSymbol.STT_FILE)
                .forEach(symbol -> fileNames.add(symbol.name()));
        boolean quiet = fileNames.stream().allMatch(name -> tellsNothing(name, TextJudge.Role.FILE_NAME))
                && sourceLines.stream().allMatch(line -> tellsNothing(line, TextJudge.Role.TEXT));
        for (ElfSection section : elf.sections()) {
            check(section, fileNames, sourceLines, quiet, leaks);
        }
        leaks.sort(Comparator.comparing(Leak::severity));
        return List.copyOf(leaks.subList(0, Math.min(leaks.size(), MOST)));
    }

    private static ElfFile read(byte[] object) {
        try {
            return ElfFile.read(object);
        } catch (ElfFormatException damaged) {
            throw new IllegalStateException("it has just been read", damaged);
        }
    }

    private boolean tellsNothing(String text, TextJudge.Role role) {
        return judge.judge(text, role).isEmpty();
    }

    /** @param quiet whether no file name and no line tells anything: then only a path can, of the texts beside them */
    private void check(
            ElfSection section, Set<String> fileNames, Set<String> sourceLines, boolean quiet, List<Leak> leaks) {
        if (section.isRelocation()
                || section.type() == ElfSection.SHT_SYMTAB
                || section.type() == ElfSection.SHT_LLVM_ADDRSIG
                || section.has(ElfSection.SHF_EXECINSTR)) {
            return;
        }
        boolean debug = section.name().startsWith(".debug") || section.name().startsWith(".llvm");
        boolean names = section.name().equals(".BTF") || section.type() == ElfSection.SHT_STRTAB;
        int shortest = debug && !section.name().endsWith("str") ? SHORTEST_AMONG_NUMBERS : SHORTEST;
        byte[] data = section.data();
        for (int from = 0; from < data.length; ) {
            int to = from;
            boolean path = false;
            while (to < data.length && isPrintable(data[to])) {
                path |= data[to] == '/' || data[to] == '\\';
                to++;
            }
            // A text costs more to make than all that is asked of it.
            if (to - from >= shortest && (path || debug || !names || !quiet)) {
                String text = new String(data, from, to - from, StandardCharsets.UTF_8);
                TextJudge.Role role = debug || names && fileNames.contains(text)
                        ? TextJudge.Role.FILE_NAME
                        : names && !sourceLines.contains(text) ? TextJudge.Role.NAME : TextJudge.Role.TEXT;
                long offset = from;
                judge.judge(text, role)
                        .ifPresent(verdict ->
                                leaks.add(new Leak(verdict.severity(), verdict.kind(), section.name(), offset, text)));
            }
            from = to + 1;
        }
    }

    /** Also the bytes of other characters than those of ASCII. */
    private static boolean isPrintable(byte one) {
        return one < 0 || one == '\t' || one >= ' ' && one != 0x7f;
    }
}
