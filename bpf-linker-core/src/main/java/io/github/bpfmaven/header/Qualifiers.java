package io.github.bpfmaven.header;

import java.util.regex.Pattern;

import io.github.bpfmaven.btf.BtfType;

/** What stands between a declarator and what it is of: {@code const}, {@code volatile}, {@code restrict} and type tags. */
final class Qualifiers {
    /** {@code address_space(1)} and the like; anything else in BTF's text might end the declaration. */
    private static final Pattern ATTRIBUTE = Pattern.compile("\\w+(\\(\\w+(, ?\\w+)*\\))?");

    private boolean isConst;
    private boolean isVolatile;
    private boolean isRestrict;
    private String tags = "";

    void add(BtfType qualifier) {
        isConst |= qualifier instanceof BtfType.Const;
        isVolatile |= qualifier instanceof BtfType.Volatile;
        isRestrict |= qualifier instanceof BtfType.Restrict;
        if (qualifier instanceof BtfType.TypeTag tag) {
            tags = attribute(tag) + tags;
        }
    }

    void clear() {
        isConst = false;
        isVolatile = false;
        isRestrict = false;
        tags = "";
    }

    /** A pointer that has them; what follows has none yet. */
    String ofPointer(String declarator) {
        String own = (words() + tags).strip();
        clear();
        return "*" + own + (own.isEmpty() || declarator.isEmpty() ? "" : " ") + declarator;
    }

    /** Those that stand before a type, with a space at the end. */
    String words() {
        return isConst || isVolatile || isRestrict
                ? (isConst ? "const " : "") + (isVolatile ? "volatile " : "") + (isRestrict ? "restrict " : "")
                : "";
    }

    /** Those that stand behind a type, with a space at the beginning. */
    String tags() {
        return tags.isEmpty() ? "" : " " + tags.strip();
    }

    private static String attribute(BtfType.TypeTag tag) {
        if (!tag.attribute()) {
            return "__attribute__((btf_type_tag(\"" + escaped(tag.name()) + "\"))) ";
        }
        return ATTRIBUTE.matcher(tag.name()).matches() ? "__attribute__((" + tag.name() + ")) " : "";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < ' ' || c > '~') {
                escaped.append(String.format("\\%03o", c & 0xff));
            } else {
                escaped.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }
}
