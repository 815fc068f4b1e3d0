package io.github.bpfmaven.header;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.github.bpfmaven.btf.BtfType;

/** How C calls kinds of type, and the types that need no declaration. */
final class CKeywords {
    private static final Map<Integer, String> BY_SIZE =
            Map.of(1, "char", 2, "short", 4, "int", 8, "long long", 16, "__int128");

    private CKeywords() {}

    /** {@code struct}, {@code union} or {@code enum}. */
    static String of(BtfType type) {
        return switch (type.kind()) {
            case STRUCT -> "struct";
            case UNION -> "union";
            case ENUM, ENUM64 -> "enum";
            case FWD -> ((BtfType.Fwd) type).union() ? "union" : "struct";
            default -> throw new IllegalArgumentException(type + " has no tag");
        };
    }

    /**
     * An integer type of that size and signedness: the name that BTF has, if that is what it means in BPF; else another.
     * ARM's {@code __Poly8_t}, gcc's {@code ssizetype}, Rust's {@code u8} and the 4 bytes of a 32-bit kernel's {@code long}
     * are none. CO-RE compares neither names nor sizes of integers ({@code bpf_core_fields_are_compat} in the kernel's
     * {@code tools/lib/bpf/relo_core.c}).
     */
    static String of(BtfType.Int number) {
        if (sizeOf(number.name()) == number.size()) {
            return number.name();
        }
        if ((number.encoding() & BtfType.Int.BOOL) != 0 && number.size() == 1) {
            return "_Bool";
        }
        String name = number.size() <= 16 ? BY_SIZE.getOrDefault((int) number.size(), "") : "";
        if (name.isEmpty()) {
            return opaque(number.size());
        }
        boolean signed = (number.encoding() & BtfType.Int.SIGNED) != 0;
        return !signed ? "unsigned " + name : name.equals("char") ? "signed char" : name;
    }

    /** BPF has {@code float} and {@code double}; {@code long double} is 8 bytes there, not the 16 of x86-64. */
    static String of(BtfType.Float number) {
        if (number.size() == 4) {
            return "float";
        }
        return number.size() == 8 ? "double" : opaque(number.size());
    }

    /** The alignment of an integer or a floating-point number as it is written here, in bytes. */
    static long alignment(long size) {
        return size == 0 ? 1 : Math.min(Long.lowestOneBit(size), 16);
    }

    private static String opaque(long size) {
        return "struct { unsigned char bytes[" + size + "]; } __attribute__((aligned(" + alignment(size) + ")))";
    }

    /** Of what the words of a type's name mean in BPF; -1 if they are no C. */
    private static long sizeOf(String name) {
        Map<String, Integer> words = new HashMap<>();
        Arrays.stream(name.split(" ", -1)).forEach(word -> words.merge(word, 1, Integer::sum));
        int signs = words.getOrDefault("signed", 0) + words.getOrDefault("unsigned", 0);
        words.remove("signed");
        words.remove("unsigned");
        int ints = words.getOrDefault("int", 0);
        if (signs > 1 || ints > 1) {
            return -1;
        }
        words.remove("int");
        if (words.isEmpty()) {
            return signs + ints > 0 ? 4 : -1;
        }
        if (words.size() > 1) {
            return -1;
        }
        String word = words.keySet().iterator().next();
        int times = words.get(word);
        if (word.equals("long")) {
            return times <= 2 ? 8 : -1;
        }
        if (times > 1) {
            return -1;
        }
        return switch (word) {
            case "short" -> 2;
            case "char" -> ints == 0 ? 1 : -1;
            case "__int128" -> ints == 0 ? 16 : -1;
            case "_Bool" -> ints + signs == 0 ? 1 : -1;
            default -> -1;
        };
    }
}
