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
 * pointer ({@code visitTypeEntry}).
 */
final class NeededDeclarations {
    private final Words words;
    private final List<Found> found;
    private final Set<String> mentioned = new HashSet<>();
    private final Set<String> qualified = new HashSet<>();
    private final Deque<Place> waiting = new ArrayDeque<>();

    private NeededDeclarations(List<HeaderIndex> headers, Words words) {
        this.words = words;
        this.found = headers.stream()
                .map(header -> new Found(header, new BitSet(header.size()), mentioned))
                .toList();
    }

    /**
     * What is left of a header.
     *
     * @param kept numbers of declarations that stay
     * @param mentioned tags of those that are to be declared without members
     */
    record Found(HeaderIndex header, BitSet kept, Set<String> mentioned) {}

    /** A declaration of a header. */
    private record Place(Found in, int number) {}

    /**
     * For each header in turn.
     *
     * @param headers which may name what others declare
     * @param words of the source, of all other headers, and of what is fixed in these
     */
    static List<Found> of(List<HeaderIndex> headers, Words words) {
        var needed = new NeededDeclarations(headers, words);
        needed.begin();
        while (!needed.waiting.isEmpty()) {
            needed.follow(needed.waiting.poll());
        }
        return needed.found;
    }

    private void begin() {
        for (var in : found) {
            in.kept.or(in.header.fixed());
            in.header.first().stream().forEach(number -> keep(in, number));
        }
        for (var word : words.all()) {
            ordinary(word);
            tag(word);
        }
        for (var in : found) {
            for (var name : words.pasted(in.header.names())) {
                ordinary(name);
                tag(name);
            }
        }
    }

    private void ordinary(String name) {
        for (var in : found) {
            for (var number : in.header.names().ordinary(name)) {
                keep(in, number);
            }
        }
    }

    /** Something with this tag is needed with its members. */
    private void tag(String name) {
        mention(name);
        for (var in : found) {
            for (var number : in.header.names().tagged(name)) {
                keep(in, number);
            }
        }
    }

    /** Something with this tag is needed, but not its members. */
    private void mention(String name) {
        if (mentioned.add(name)) {
            found.forEach(in -> mention(in, name));
        }
    }

    private void mention(Found in, String name) {
        for (var number : in.header.names().forwards(name)) {
            keep(in, number);
        }
        for (var number : in.header.names().tagged(name)) {
            var definition = in.header.declaration(number);
            // Not so an enum, and what is defined within something else.
            if (definition.kind() != Declaration.Kind.RECORD
                    || !definition.tag().equals(name)) {
                keep(in, number);
            }
        }
    }

    private void keep(Found in, int number) {
        if (!in.kept.get(number)) {
            in.kept.set(number);
            if (in.header.declaration(number).kind() != Declaration.Kind.FORWARD) {
                waiting.add(new Place(in, number));
            }
        }
    }

    private void follow(Place place) {
        for (var member : place.in.header.members(place.number)) {
            member.words().forEach(this::ordinary);
            var isPruned = member.isPointer() && member.words().stream().noneMatch(words.all()::contains);
            for (var tag : member.tags()) {
                if (isPruned && !(member.isQualified() && !qualified.add(tag))) {
                    mention(tag);
                } else {
                    tag(tag);
                }
            }
        }
    }
}
