package io.github.bpfmaven.plugin.reduce;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A header, split into its declarations. May be used by several threads. */
public final class HeaderIndex {
    /** Below this a header is not worth the work. */
    private static final int LEAST_BYTES = 128 << 10;

    private final byte[] text;
    private final TextStamp stamp;
    private final boolean isWorthwhile;
    private final DeclarationTable declarations;
    private final int[] fixed;
    private final NameTable names;
    private final MentionedWords mentioned;
    private final Map<Integer, List<Member>> members = new ConcurrentHashMap<>();

    /**
     * @param text all of it
     * @param fixed declarations that stay as they are
     */
    HeaderIndex(
            byte[] text,
            TextStamp stamp,
            boolean isWorthwhile,
            DeclarationTable declarations,
            int[] fixed,
            NameTable names,
            MentionedWords mentioned) {
        this.text = text;
        this.stamp = stamp;
        this.isWorthwhile = isWorthwhile;
        this.declarations = declarations;
        this.fixed = fixed;
        this.names = names;
        this.mentioned = mentioned;
    }

    /** Reads a header. */
    public static HeaderIndex of(byte[] text) {
        return HeaderScanner.scan(text);
    }

    /**
     * What was {@link #packed} is there without a look at the header's declarations.
     *
     * @param maker as it was given then
     * @return empty if that is of another text or maker, or damaged
     */
    public static Optional<HeaderIndex> unpack(byte[] text, int maker, byte[] packed) {
        return PackedIndex.read(text, maker, packed);
    }

    /**
     * Half as large as the header.
     *
     * @param maker stands for the classes of this package: another version of them may find something else
     */
    public byte[] packed(int maker) {
        return PackedIndex.of(maker, stamp, isWorthwhile, declarations, fixed, names, mentioned);
    }

    /** Whether a file of this size may be worth a look. */
    public static boolean isLarge(long bytes) {
        return bytes >= LEAST_BYTES;
    }

    /** Whether it is little else than declarations, many of which could be left out. */
    public boolean isWorthwhile() {
        return isWorthwhile;
    }

    /** What is read of it in any case. */
    public FileWords fixedWords() {
        return words(fixed());
    }

    /** What some declarations mention. */
    FileWords words(BitSet some) {
        var reader = new FileWordsReader(text);
        some.stream()
                .mapToObj(declarations::get)
                .forEach(declaration -> reader.read(declaration.start(), declaration.end()));
        return reader.words();
    }

    /** Declarations that macros may make into something else. */
    BitSet mentioning(List<Macro> macros) {
        return mentioned.by(macros, text, declarations);
    }

    /** What tells the header from others, and from itself before an edit. */
    public String stamp() {
        return stamp.text();
    }

    byte[] text() {
        return text;
    }

    Declaration declaration(int number) {
        return declarations.get(number);
    }

    Declaration.Kind kind(int number) {
        return declarations.kind(number);
    }

    /** Ends of lines up to behind the last declaration. */
    int lines() {
        var last = declarations.get(size() - 1);
        return last.line() + last.lines();
    }

    int size() {
        return declarations.size();
    }

    NameTable names() {
        return names;
    }

    /** What stays as it is. */
    BitSet fixed() {
        var numbers = new BitSet(size());
        for (var number : fixed) {
            numbers.set(number);
        }
        return numbers;
    }

    /**
     * What stays in any case: what is fixed, and the first behind each piece of that. A pragma that adds an attribute warns where
     * it has nothing to add it to.
     */
    BitSet first() {
        var numbers = fixed();
        numbers.set(0, size() > 0);
        for (var number : fixed) {
            numbers.set(number + 1, number + 1 < size());
        }
        return numbers;
    }

    List<Member> members(int number) {
        return members.computeIfAbsent(number, some -> Member.of(text, declarations.get(some)));
    }
}
