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

    private static final int LEAST_RECORDS = 200;

    private final byte[] text;
    private final TextStamp stamp;
    private final DeclarationTable declarations;
    private final NameTable names;
    private final MentionedWords mentioned;
    private final BitSet fixed = new BitSet();
    private final BitSet first = new BitSet();
    private final boolean isPlain;
    private final boolean isWorthwhile;
    private final Map<Integer, List<Member>> members = new ConcurrentHashMap<>();

    /**
     * @param text all of it
     * @param isPlain whether clang understands it as this package does
     */
    HeaderIndex(
            byte[] text,
            TextStamp stamp,
            DeclarationTable declarations,
            NameTable names,
            MentionedWords mentioned,
            boolean isPlain) {
        this.text = text;
        this.stamp = stamp;
        this.isPlain = isPlain;
        this.declarations = declarations;
        this.names = names;
        this.mentioned = mentioned;
        var opens = true;
        var inFixed = 0;
        var records = 0;
        for (var number = 0; number < declarations.size(); number++) {
            var declaration = declarations.get(number);
            var isFixed = declaration.kind() == Declaration.Kind.FIXED;
            fixed.set(number, isFixed);
            first.set(number, opens && !isFixed);
            opens = isFixed;
            inFixed += isFixed ? declaration.end() - declaration.start() : 0;
            records += declaration.kind() == Declaration.Kind.RECORD ? 1 : 0;
        }
        isWorthwhile = isPlain && isLarge(text.length) && records >= LEAST_RECORDS && inFixed < text.length / 4;
    }

    /** Reads a header. */
    public static HeaderIndex of(byte[] text) {
        return HeaderScanner.scan(text);
    }

    /**
     * What was {@link #packed} is there without reading the header's text again.
     *
     * @return empty if that is of another text or another version of this class, or damaged
     */
    public static Optional<HeaderIndex> unpack(byte[] text, byte[] packed) {
        return PackedIndex.read(text, packed);
    }

    /** Some four tenths of the header's size. */
    public byte[] packed() {
        return PackedIndex.of(stamp, isPlain, declarations, names, mentioned);
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
        return words(fixed);
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
        var found = new BitSet();
        var mentions = macros.stream().filter(mentioned::has).toList();
        if (mentions.isEmpty()) {
            return found;
        }
        var hashes = new HashSetOfInts(mentions.size());
        mentions.forEach(macro -> hashes.add(macro.name().hashCode()));
        for (var at = 0; at < text.length; at++) {
            if (CText.isWord(text[at])) {
                var start = at;
                var hash = 0;
                while (at < text.length && CText.isWord(text[at])) {
                    hash = 31 * hash + (text[at++] & 0xff);
                }
                if (hashes.contains(hash)) {
                    found.set(declarations.at(start));
                }
            }
        }
        return found;
    }

    /** What tells the header from others, and from itself before an edit. */
    public String stamp() {
        return stamp.toString();
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

    NameTable names() {
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
