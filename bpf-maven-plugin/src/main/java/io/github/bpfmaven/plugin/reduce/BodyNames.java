package io.github.bpfmaven.plugin.reduce;

import io.github.bpfmaven.plugin.reduce.CText.Kind;

/** What a declaration declares by the way: constants of an enum, a struct with a tag that is defined within another. */
final class BodyNames {
    private final byte[] text;
    private final NameTable.Builder names;
    private final int declaration;

    BodyNames(byte[] text, NameTable.Builder names, int declaration) {
        this.text = text;
        this.names = names;
        this.declaration = declaration;
    }

    /**
     * @param isEnum whether it is an enum's body, else a struct's or union's
     * @return whether all of it is plain
     */
    boolean of(int body, int end, boolean isEnum) {
        if (isEnum) {
            constants(body, end);
            return true;
        }
        return nested(body, end);
    }

    /**
     * @param start of a typedef that has a body
     * @return whether all of it is plain
     */
    boolean typedef(int start, int body, int end) {
        if (!nested(start, end)) {
            return false;
        }
        var head = new CText(text, start, body, false);
        while (head.next() != Kind.END) {
            if (head.is("enum")) {
                constants(body, end);
            }
        }
        return true;
    }

    /** Looks at braces alone: most of a header are members of structs. */
    private boolean nested(int from, int to) {
        for (var at = from; at < to; at++) {
            if (text[at] == '{' && !before(at, to)) {
                return false;
            }
        }
        return true;
    }

    private boolean before(int brace, int to) {
        var tag = wordBefore(brace);
        var keyword = isKeyword(tag[0], tag[1]) ? tag : wordBefore(tag[0]);
        if (!isKeyword(keyword[0], keyword[1])) {
            // Attributes, a macro, a comment.
            return false;
        }
        if (keyword != tag) {
            names.add(NameTable.TAG, tag[0], tag[1], declaration);
        }
        if (text[keyword[0]] == 'e') {
            constants(brace + 1, to);
        }
        return true;
    }

    /** Start and end. */
    private int[] wordBefore(int position) {
        var end = position;
        while (end > 0 && text[end - 1] <= ' ' && text[end - 1] >= 0) {
            end--;
        }
        var start = end;
        while (start > 0 && CText.isWord(text[start - 1])) {
            start--;
        }
        return new int[] {start, end};
    }

    private boolean isKeyword(int from, int to) {
        return switch (to - from) {
            case 4 -> CText.string(text, from, to).equals("enum");
            case 5 -> CText.string(text, from, to).equals("union");
            case 6 -> CText.string(text, from, to).equals("struct");
            default -> false;
        };
    }

    private void constants(int from, int to) {
        var tokens = new CText(text, from, to, false);
        var isName = true;
        var depth = 0;
        while (tokens.next() != Kind.END && !tokens.is('}')) {
            if (tokens.kind() == Kind.WORD && isName) {
                names.add(NameTable.ORDINARY, tokens.start(), tokens.end(), declaration);
            }
            depth += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
            isName = tokens.is(',') && depth == 0;
        }
    }
}
