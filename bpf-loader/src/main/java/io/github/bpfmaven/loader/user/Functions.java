package io.github.bpfmaven.loader.user;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The functions of a program or library, by both symbol tables; those of its debug file are not looked for.
 *
 * <p>Source: {@code elf_find_func_offset}, {@code elf_resolve_pattern_offsets} and {@code symbol_match} in {@code src/elf.c}
 * of libbpf 1.8; versions of symbols: LSB Core 5.0, "Symbol Versioning".
 */
public final class Functions {
    private static final int SYMBOL_SIZE = 24;
    private static final int FUNCTION = 2;
    private static final int WEAK = 2;
    private static final int UNDEFINED = 0;
    /** The highest bit says that it is not the default version. */
    private static final int VERSION_MASK = 0x7fff;

    private final UserFile file;
    private final List<Symbol> dynamic;
    private final List<Symbol> others;

    /** @param offset in the file */
    private record Symbol(String name, Optional<String> version, long offset, boolean weak) {}

    private Functions(UserFile file, List<Symbol> dynamic, List<Symbol> others) {
        this.file = file;
        this.dynamic = dynamic;
        this.others = others;
    }

    /**
     * Reads a file.
     *
     * @param path for errors
     * @param content all of it
     */
    public static Functions read(String path, byte[] content) throws IOException {
        UserFile file = UserFile.read(path, content);
        try {
            return new Functions(file, symbols(file, UserFile.SHT_DYNSYM), symbols(file, UserFile.SHT_SYMTAB));
        } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
            throw new IOException(path + " is damaged: its symbols name what is not there", damaged);
        }
    }

    private static List<Symbol> symbols(UserFile file, int table) throws IOException {
        Optional<UserFile.Section> found = file.section(table);
        if (found.isEmpty()) {
            return List.of();
        }
        boolean dynamic = table == UserFile.SHT_DYNSYM;
        Map<Integer, String> versions = dynamic ? versions(file) : Map.of();
        Optional<ByteBuffer> indices = Optional.empty();
        Optional<UserFile.Section> versionTable = file.section(UserFile.SHT_GNU_VERSYM);
        if (dynamic && versionTable.isPresent()) {
            indices = Optional.of(file.data(versionTable.get()));
        }
        ByteBuffer in = file.data(found.get());
        long names = file.sections().get(found.get().link()).offset();
        List<Symbol> symbols = new ArrayList<>();
        for (int at = 0; at + SYMBOL_SIZE <= in.capacity(); at += SYMBOL_SIZE) {
            int info = Byte.toUnsignedInt(in.get(at + 4));
            int place = Short.toUnsignedInt(in.getShort(at + 6));
            if ((info & 0xf) == FUNCTION
                    && place != UNDEFINED
                    && place < file.sections().size()) {
                UserFile.Section section = file.sections().get(place);
                int symbol = at / SYMBOL_SIZE;
                symbols.add(new Symbol(
                        file.text(names + Integer.toUnsignedLong(in.getInt(at))),
                        indices.map(table16 -> versions.get(table16.getShort(2 * symbol) & VERSION_MASK)),
                        in.getLong(at + 8) - section.address() + section.offset(),
                        info >> 4 == WEAK));
            }
        }
        return symbols;
    }

    /** The names of versions that the file defines, by their numbers. */
    private static Map<Integer, String> versions(UserFile file) throws IOException {
        Map<Integer, String> versions = new HashMap<>();
        Optional<UserFile.Section> found = file.section(UserFile.SHT_GNU_VERDEF);
        if (found.isPresent()) {
            ByteBuffer in = file.data(found.get());
            long names = file.sections().get(found.get().link()).offset();
            int at = 0;
            int next = 1;
            // The last has none behind it; a damaged one must not lead back.
            while (next > 0) {
                int first = at + in.getInt(at + 12);
                versions.put(
                        in.getShort(at + 4) & VERSION_MASK,
                        file.text(names + Integer.toUnsignedLong(in.getInt(first))));
                next = in.getInt(at + 16);
                at = Math.addExact(at, next);
            }
        }
        return versions;
    }

    /**
     * Where a function begins, in bytes from the start of the file.
     *
     * @param name {@code malloc}, {@code memcpy@GLIBC_2.14} or {@code memcpy@@GLIBC_2.14}
     * @throws IOException if there is none, or several of that name that are not the same
     */
    public long offset(String name) throws IOException {
        for (List<Symbol> table : List.of(dynamic, others)) {
            List<Symbol> matches =
                    table.stream().filter(symbol -> matches(symbol, name)).toList();
            List<Symbol> strong =
                    matches.stream().filter(symbol -> !symbol.weak()).toList();
            Set<Long> offsets = new LinkedHashSet<>();
            (strong.isEmpty() ? matches.stream().limit(1).toList() : strong)
                    .forEach(symbol -> offsets.add(symbol.offset()));
            if (offsets.size() > 1) {
                throw new IOException(file.path() + " has " + offsets.size() + " functions '" + name
                        + "'; add a version (name@VERSION), or give an offset");
            }
            if (!offsets.isEmpty()) {
                return offsets.iterator().next();
            }
        }
        throw new IOException(file.path() + " has no function '" + name + "'"
                + (others.isEmpty() ? "; it is stripped: only what other programs may call has a name" : ""));
    }

    private static boolean matches(Symbol symbol, String name) {
        int at = name.indexOf('@');
        String bare = at < 0 ? name : name.substring(0, at);
        String ownBare = symbol.name().replaceFirst("@.*", "");
        if (!ownBare.equals(bare)) {
            return false;
        }
        if (at < 0) {
            return true;
        }
        String version = name.substring(at).replaceFirst("@@?", "");
        return symbol.version()
                .map(version::equals)
                .orElseGet(() -> symbol.name().equals(name));
    }

    /**
     * Where all functions begin whose names match, in bytes from the start of the file, each once.
     *
     * @param pattern with {@code *} and {@code ?}
     * @throws IOException if none does
     */
    public List<Long> matching(String pattern) throws IOException {
        Pattern names = NamePatterns.compile(pattern);
        for (List<Symbol> table : List.of(dynamic, others)) {
            List<Long> offsets = table.stream()
                    .filter(symbol -> names.matcher(symbol.name()).matches())
                    .map(Symbol::offset)
                    .distinct()
                    .toList();
            if (!offsets.isEmpty()) {
                return offsets;
            }
        }
        throw new IOException(file.path() + " has no function like '" + pattern + "'");
    }
}
