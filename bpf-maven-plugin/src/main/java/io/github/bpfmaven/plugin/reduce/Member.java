package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.plugin.reduce.CText.Kind;

/**
 * What a member of a struct mentions, or a declaration that has no members.
 *
 * @param words names that are no tags; its own is one of them
 * @param tags of structs, unions and enums
 * @param isPointer whether it is nothing but a pointer to something with a tag, or a pointer to such pointers: no array, no
 *     function, without attributes, and not a typedef, of which there may be arrays
 * @param isQualified whether that leads to something {@code const} or {@code volatile}
 */
record Member(List<String> words, List<String> tags, boolean isPointer, boolean isQualified) {
    private static final Set<String> KEYWORDS = Set.of(
            "const",
            "volatile",
            "restrict",
            "unsigned",
            "signed",
            "int",
            "char",
            "short",
            "long",
            "void",
            "float",
            "double",
            "extern",
            "typedef",
            "__attribute__");

    Member {
        words = List.copyOf(words);
        tags = List.copyOf(tags);
    }

    /** Of a declaration that is understood. */
    static List<Member> of(byte[] text, Declaration declaration) {
        var hasMembers =
                declaration.kind() == Declaration.Kind.RECORD || declaration.kind() == Declaration.Kind.TYPEDEF;
        return new Reader(new CText(text, declaration.start(), declaration.end(), false), hasMembers).all();
    }

    private static final class Reader {
        private final CText tokens;
        private final boolean hasMembers;
        private final List<Member> members = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private int depth;
        private boolean hasStar;
        private boolean hasMore;
        private boolean isQualified;

        Reader(CText tokens, boolean hasMembers) {
            this.tokens = tokens;
            this.hasMembers = hasMembers;
        }

        List<Member> all() {
            while (tokens.next() != Kind.END) {
                if (tokens.is('{') || tokens.is(';') || tokens.is('}')) {
                    if (hasMembers) {
                        end(depth > 0);
                    }
                    depth += tokens.is('{') ? 1 : tokens.is('}') ? -1 : 0;
                } else if (tokens.isRecord() || tokens.is("enum")) {
                    // Without a tag a body follows, or attributes, of which there are none in what is understood.
                    if (tokens.next() == Kind.WORD) {
                        tags.add(tokens.word());
                    } else if (hasMembers) {
                        end(depth > 0);
                        depth += tokens.is('{') ? 1 : 0;
                    }
                } else if (tokens.kind() == Kind.WORD) {
                    var word = tokens.word();
                    isQualified |= !hasStar && (word.equals("const") || word.equals("volatile"));
                    if (!KEYWORDS.contains(word)) {
                        words.add(word);
                    }
                } else {
                    hasStar |= tokens.is('*');
                    hasMore |= tokens.is('[') || tokens.is('(') || tokens.is(',');
                }
            }
            end(false);
            return List.copyOf(members);
        }

        private void end(boolean isMember) {
            if (!words.isEmpty() || !tags.isEmpty()) {
                // Its name, and no macro, no _Atomic.
                var isPlain = words.size() == 1 && tags.size() == 1;
                members.add(new Member(words, tags, isMember && isPlain && hasStar && !hasMore, isQualified));
            }
            words.clear();
            tags.clear();
            hasStar = false;
            hasMore = false;
            isQualified = false;
        }
    }
}
