package io.github.bpfmaven.plugin.template;

import java.nio.ByteBuffer;

/**
 * The types in an object's BTF, to be compared with the classes here.
 */
final class Layouts {
    /**
     * The {@code .BTF} section, in its byte order.
     */
    private final ByteBuffer btf;

    /**
     * Where each type's record is, by its id; that of {@code void} is 0.
     */
    private final java.util.List<Integer> types = new java.util.ArrayList<>();

    /**
     * Where the strings begin.
     */
    private final int strings;

    /**
     * How many types the one that is being written down has in it, as far as it has been.
     */
    private int visits;

    /**
     * Finds the types.
     *
     * @param object the object
     * @throws IllegalArgumentException if it has no BTF, or is damaged
     */
    Layouts(byte[] object) {
        btf = Elf.section(Elf.wrap(object), ".BTF");
        try {
            int header = btf.getInt(4);
            strings = header + btf.getInt(16);
            types.add(0);
            int end = header + btf.getInt(8) + btf.getInt(12);
            for (int at = header + btf.getInt(8); at < end; at += size(at)) {
                types.add(at);
            }
        } catch (IndexOutOfBoundsException damaged) {
            throw new IllegalArgumentException("damaged BTF", damaged);
        }
    }

    /**
     * Compares.
     *
     * @param expected a line for each type: {@code struct name: size member@bit ...}
     * @throws IllegalStateException if a type is missing or has another layout; the message shows both
     * @throws IllegalArgumentException if the BTF is damaged
     */
    void check(String... expected) {
        java.util.List<String> found = all();
        for (String line : expected) {
            if (!found.contains(line)) {
                String start = line.substring(0, line.indexOf(':') + 1);
                throw new IllegalStateException(
                        "the object is not one that this class was generated for: expected " + line
                                + ", found "
                                + found.stream()
                                        .filter(other -> other.startsWith(start))
                                        .toList());
            }
        }
    }

    /**
     * {@return a line for each struct and union with a name}
     *
     * @throws IllegalArgumentException if the BTF is damaged
     */
    private java.util.List<String> all() {
        try {
            return types.stream()
                    .filter(at -> at > 0)
                    .map(this::layout)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IndexOutOfBoundsException damaged) {
            throw new IllegalArgumentException("damaged BTF", damaged);
        }
    }

    /**
     * Writes down a type.
     *
     * @param at its record
     * @return a line, empty if it is no struct or union with a name
     */
    private String layout(int at) {
        // A struct without a tag is called by its typedef.
        int type = kind(at) == 8 ? types.get(btf.getInt(at + 8)) : at;
        if (type == 0 || kind(type) != 4 && kind(type) != 5 || name(type).isEmpty() == (type == at)) {
            return "";
        }
        visits = 0;
        String keyword = type != at ? "" : kind(type) == 4 ? "struct " : "union ";
        StringBuilder line = new StringBuilder(keyword + name(at) + ": " + btf.getInt(type + 8));
        members(type, 0, line);
        return line.toString();
    }

    /**
     * Writes down the members of a struct or union, those of anonymous ones among them.
     *
     * @param at its record
     * @param base where it lies, in bits
     * @param line where to write to
     */
    private void members(int at, int base, StringBuilder line) {
        // Many for C, few for the stack.
        if (visits++ > Math.min(types.size(), 4096)) {
            throw new IllegalArgumentException("damaged BTF: a type is a member of itself");
        }
        for (int member = at + 12; member < at + size(at); member += 12) {
            int place = btf.getInt(member + 8);
            int bit = base + (btf.getInt(at + 4) < 0 ? place & 0xffffff : place);
            String name = Elf.text(btf, strings + btf.getInt(member));
            int inner = types.get(btf.getInt(member + 4));
            if (!name.isEmpty()) {
                line.append(' ').append(name).append('@').append(bit);
            } else if (inner > 0 && (kind(inner) == 4 || kind(inner) == 5)) {
                members(inner, bit, line);
            }
        }
    }

    /**
     * {@return the number of a type's kind}
     *
     * @param at its record
     */
    private int kind(int at) {
        return btf.getInt(at + 4) >> 24 & 31;
    }

    /**
     * {@return the name of a type}
     *
     * @param at its record
     */
    private String name(int at) {
        return Elf.text(btf, strings + btf.getInt(at));
    }

    /**
     * {@return the size of a type's record}
     *
     * @param at the record
     */
    private int size(int at) {
        int count = btf.getInt(at + 4) & 0xffff;
        return 12
                + switch (kind(at)) {
                    case 1, 14, 17 -> 4; // INT, VAR, DECL_TAG
                    case 3 -> 12; // ARRAY
                    case 4, 5, 15, 19 -> 12 * count; // STRUCT, UNION, DATASEC, ENUM64
                    case 6, 13 -> 8 * count; // ENUM, FUNC_PROTO
                    default -> 0;
                };
    }
}
