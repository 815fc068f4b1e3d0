package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which declarations of large headers a source needs for the same object: what it names, and what that brings along.
 *
 * <p>What a pointer in a struct leads to is not described in BTF unless something else does so (LLVM 20, {@code
 * BTFDebug::visitDerivedType}, which prunes there), so it need not be complete where no member of that name is mentioned. That
 * does not go for arrays of pointers, parameters, results, and pointers with a type tag: these LLVM follows. Nor does it for
 * {@code const struct x *}, where that is the type of more than one member: at the second, LLVM has forgotten that there was a
 * pointer ({@code visitTypeEntry}). A typedef may be used in any of these ways.
 */
final class NeededDeclarations {
    private final Words words;
    private final List<Found> found;
    private final Set<String> mentioned = new HashSet<>();
    private final Set<String> tagged = new HashSet<>();
    private final Set<String> ordinary = new HashSet<>();
    private final Set<String> qualified = new HashSet<>();
    private final Deque<Place> waiting = new ArrayDeque<>();

    private NeededDeclarations(List<HeaderIndex> headers, Words words) {
        this.words = words;
        this.found = headers.stream()
                .map(header -> new Found(header, new BitSet(header.size()), new BitSet(header.size())))
                .toList();
    }

    /**
     * What is left of a header.
     *
     * @param kept numbers of declarations that stay
     * @param mentioned those of structs that are to be declared without members, unless they stay
     */
    record Found(HeaderIndex header, BitSet kept, BitSet mentioned) {}

    /** A declaration of a header. */
    private record Place(Found in, int number) {}

    /**
     * For each header in turn.
     *
     * @param headers which may name what others declare
     * @param kept what stays of each in any case, apart from what is fixed
     * @param words of the source, of all other headers, and of what stays of these in any case
     */
    static List<Found> of(List<HeaderIndex> headers, List<BitSet> kept, Words words) {
        var needed = new NeededDeclarations(headers, words);
        for (var number = 0; number < headers.size(); number++) {
            needed.begin(needed.found.get(number), kept.get(number));
        }
        for (var word : words.all()) {
            needed.ordinary(word);
            needed.tag(word);
        }
        while (!needed.waiting.isEmpty()) {
            needed.follow(needed.waiting.poll());
        }
        return needed.found;
    }

    private void begin(Found in, BitSet kept) {
        in.kept.or(in.header.fixed());
        var first = in.header.first();
        first.or(kept);
        for (var number = first.nextSetBit(0); number >= 0; number = first.nextSetBit(number + 1)) {
            keep(in, number);
        }
        if (words.hasPastes()) {
            var names = in.header.names();
            var text = in.header.text();
            for (var entry = 0; entry < names.size(); entry++) {
                if (words.mayPaste(text, names.start(entry), names.end(entry))) {
                    var name = CText.string(text, names.start(entry), names.end(entry));
                    ordinary(name);
                    tag(name);
                }
            }
        }
    }

    private void ordinary(String name) {
        if (ordinary.add(name)) {
            keep(name, NameTable.ORDINARY);
        }
    }

    /** Something with this tag is needed with its members. */
    private void tag(String name) {
        if (tagged.add(name)) {
            mention(name);
            keep(name, NameTable.TAG);
        }
    }

    /** Something with this tag is needed, but not its members. */
    private void mention(String name) {
        if (mentioned.add(name)) {
            for (var in : found) {
                var names = in.header.names();
                for (var entry = names.first(name); entry >= 0; entry = names.after(entry, name)) {
                    var kind = names.kind(entry);
                    var number = names.declaration(entry);
                    if (kind == NameTable.FORWARD || (kind == NameTable.TAG && !mention(in, number, name))) {
                        keep(in, number);
                    }
                }
            }
        }
    }

    /** @return whether it can be declared alone: not so an enum, and what is defined within something else */
    private static boolean mention(Found in, int number, String name) {
        var definition = in.header.declaration(number);
        var tag = definition.tag();
        var isPossible = definition.kind() == Declaration.Kind.RECORD
                && CText.equals(in.header.text(), tag.start(), tag.end(), name);
        in.mentioned.set(number, isPossible);
        return isPossible;
    }

    private void keep(String name, int kind) {
        for (var in : found) {
            var names = in.header.names();
            for (var entry = names.first(name); entry >= 0; entry = names.after(entry, name)) {
                if (names.kind(entry) == kind) {
                    keep(in, names.declaration(entry));
                }
            }
        }
    }

    private void keep(Found in, int number) {
        if (!in.kept.get(number)) {
            in.kept.set(number);
            if (in.header.kind(number) != Declaration.Kind.FORWARD) {
                waiting.add(new Place(in, number));
            }
        }
    }

    private void follow(Place place) {
        // By number: iterators would be a tenth of what a build of many programs allocates.
        var members = place.in.header.members(place.number);
        for (var at = 0; at < members.size(); at++) {
            follow(members.get(at));
        }
    }

    private void follow(Member member) {
        for (var at = 0; at < member.words().size(); at++) {
            ordinary(member.words().get(at));
        }
        // Its name.
        var isPruned = member.isPointer() && !words.mayHave(member.words().get(0));
        for (var at = 0; at < member.tags().size(); at++) {
            var tag = member.tags().get(at);
            if (isPruned && !(member.isQualified() && !qualified.add(tag))) {
                mention(tag);
            } else {
                tag(tag);
            }
        }
    }
}
