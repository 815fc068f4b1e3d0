package io.github.bpfmaven.plugin.reduce;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A header, split into its declarations. May be used by several threads. */
public final class HeaderIndex {
    /** Below this a header is not worth the work. */
    private static final int LEAST_BYTES = 128 << 10;

    private static final int LEAST_RECORDS = 200;

    private final byte[] text;
    private final List<Declaration> declarations;
    private final DeclaredNames names;
    private final BitSet fixed = new BitSet();
    private final BitSet first = new BitSet();
    private final Map<Integer, List<Member>> members = new ConcurrentHashMap<>();

    private HeaderIndex(byte[] text, List<Declaration> declarations, DeclaredNames names) {
        this.text = text;
        this.declarations = List.copyOf(declarations);
        this.names = names;
    }

    /**
     * @param text all of it
     * @param declarations in their order, with nothing but comments and blanks between them
     * @param names what they declare
     */
    static HeaderIndex of(byte[] text, List<Declaration> declarations, DeclaredNames names) {
        var index = new HeaderIndex(text, declarations, names);
        var opens = true;
        for (var number = 0; number < declarations.size(); number++) {
            var isFixed = declarations.get(number).kind() == Declaration.Kind.FIXED;
            index.fixed.set(number, isFixed);
            index.first.set(number, opens && !isFixed);
            opens = isFixed;
        }
        return index;
    }

    /** Reads a header. */
    public static HeaderIndex of(byte[] text) {
        return HeaderScanner.scan(text);
    }

    /** Whether a file of this size may be worth a look. */
    public static boolean isLarge(long bytes) {
        return bytes >= LEAST_BYTES;
    }

    /** Whether it is little else than declarations, many of which could be left out. */
    public boolean isWorthwhile() {
        var inFixed = fixed.stream()
                .map(number -> declarations.get(number).end()
                        - declarations.get(number).start())
                .sum();
        var records = declarations.stream()
                .filter(declaration -> declaration.kind() == Declaration.Kind.RECORD)
                .count();
        return isLarge(text.length) && records >= LEAST_RECORDS && inFixed < text.length / 4;
    }

    /** What is read of it in any case. */
    public FileWords fixedWords() {
        var reader = new FileWordsReader(text);
        fixed.stream()
                .mapToObj(declarations::get)
                .forEach(declaration -> reader.read(declaration.start(), declaration.end()));
        return reader.words();
    }

    byte[] text() {
        return text;
    }

    Declaration declaration(int number) {
        return declarations.get(number);
    }

    int size() {
        return declarations.size();
    }

    DeclaredNames names() {
        return names;
    }

    /** What stays as it is. */
    BitSet fixed() {
        return fixed;
    }

    /** The first behind each piece that stays: a pragma that adds an attribute warns where it has nothing to add it to. */
    BitSet first() {
        return first;
    }

    List<Member> members(int number) {
        return members.computeIfAbsent(number, some -> Member.of(text, declarations.get(some)));
    }
}
