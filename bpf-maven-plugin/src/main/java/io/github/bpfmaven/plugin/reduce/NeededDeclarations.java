package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Which declarations of a header a source needs for the same object: what it names, and what that brings along.
 *
 * <p>What a pointer in a struct leads to is not described in BTF unless something else does so (LLVM 20, {@code
 * BTFDebug::visitDerivedType}, which prunes there), so it need not be complete where no member of that name is mentioned. That
 * does not go for arrays of pointers, parameters, results, and pointers with a type tag: these LLVM follows. Nor does it for
 * {@code const struct x *}, where that is the type of more than one member: at the second, LLVM has forgotten that there was a
 * pointer ({@code visitTypeEntry}).
 */
final class NeededDeclarations {
    private final HeaderIndex header;
    private final Words words;
    private final BitSet kept;
    private final Set<String> mentioned = new HashSet<>();
    private final Set<String> qualified = new HashSet<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();

    private NeededDeclarations(HeaderIndex header, Words words) {
        this.header = header;
        this.words = words;
        this.kept = new BitSet(header.size());
    }

    /**
     * What is left of a header.
     *
     * @param kept numbers of declarations that stay
     * @param mentioned tags of those that are to be declared without members
     */
    record Found(BitSet kept, Set<String> mentioned) {}

    /** @param words of the source, of all other headers, and of what is fixed in this one */
    static Found of(HeaderIndex header, Words words) {
        var needed = new NeededDeclarations(header, words);
        needed.begin();
        while (!needed.waiting.isEmpty()) {
            needed.follow(needed.waiting.poll());
        }
        return new Found(needed.kept, needed.mentioned);
    }

    private void begin() {
        kept.or(header.fixed());
        header.first().stream().forEach(this::keep);
        for (var word : words.all()) {
            ordinary(word);
            tag(word);
        }
        for (var name : words.pasted(header.names())) {
            ordinary(name);
            tag(name);
        }
    }

    private void ordinary(String name) {
        for (var number : header.names().ordinary(name)) {
            keep(number);
        }
    }

    /** Something with this tag is needed with its members. */
    private void tag(String name) {
        mention(name);
        for (var number : header.names().tagged(name)) {
            keep(number);
        }
    }

    /** Something with this tag is needed, but not its members. */
    private void mention(String name) {
        if (mentioned.add(name)) {
            for (var number : header.names().forwards(name)) {
                keep(number);
            }
            for (var number : header.names().tagged(name)) {
                var definition = header.declaration(number);
                // Not so an enum, and what is defined within something else.
                if (definition.kind() != Declaration.Kind.RECORD
                        || !definition.tag().equals(name)) {
                    keep(number);
                }
            }
        }
    }

    private void keep(int number) {
        if (!kept.get(number)) {
            kept.set(number);
            if (header.declaration(number).kind() != Declaration.Kind.FORWARD) {
                waiting.add(number);
            }
        }
    }

    private void follow(int number) {
        for (var member : header.members(number)) {
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
