package io.github.bpfmaven.plugin.scaffold;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes up types of C that may stand in one source. */
final class CTypes {
    /** More would say no more, and javac has to compile it. */
    private static final int MOST_LEAVES = 48;

    private static final List<CType.Number> NUMBERS = List.of(
            new CType.Number("char", 8, true),
            new CType.Number("signed char", 8, true),
            new CType.Number("unsigned char", 8, false),
            new CType.Number("short", 16, true),
            new CType.Number("unsigned short", 16, false),
            new CType.Number("int", 32, true),
            new CType.Number("const unsigned int", 32, false),
            new CType.Number("__UINT32_TYPE__", 32, false),
            new CType.Number("long", 64, true),
            new CType.Number("unsigned long", 64, false),
            new CType.Number("volatile long long", 64, true),
            new CType.Number("unsigned long long", 64, false),
            new CType.Number("__int128", 128, true),
            new CType.Number("unsigned __int128", 128, false));

    private static final List<String> POINTERS =
            List.of("void *%s", "const char *const %s", "struct nowhere *%s", "int (*%s)(long)", "long **%s");

    private final Random random;
    private final CNames names;
    private final List<CType.Composite> composites = new ArrayList<>();
    private final List<CType.Enumeration> enums = new ArrayList<>();

    CTypes(Random random) {
        this.random = random;
        this.names = new CNames(random);
    }

    /** A struct or union as a program could have it for a value. */
    CType.Composite root() {
        boolean union = chance(15);
        Set<String> taken = new HashSet<>();
        boolean many = chance(2);
        List<CType.Member> members = many ? manyMembers(taken) : members(2 + random.nextInt(8), 0, union, taken);
        // What is kept as its bytes in Java has these alone, and nothing behind them.
        if (!union
                && !many
                && chance(12)
                && members.stream().anyMatch(member -> !member.type().isEmpty())) {
            CType element = atMost(chance(50) ? scalar() : composite(1), MOST_LEAVES / 4);
            // C refuses one of elements without a size or of what ends in another.
            if (!element.isEmpty()) {
                members.add(new CType.Member(names.member(taken), new CType.Array(element, -1), -1, 0));
            }
        }
        CType.Composite root = finished(chance(8) ? "" : names.type(), union, members);
        if (!root.name().isEmpty() && !root.endsInFlexible() && !root.isEmpty()) {
            composites.add(root);
        }
        return root;
    }

    /** More than a Java constructor takes. */
    private List<CType.Member> manyMembers(Set<String> taken) {
        List<CType.Member> members = new ArrayList<>();
        for (int i = 0; i < 260; i++) {
            addScalar(false, taken, members);
        }
        return members;
    }

    private List<CType.Member> members(int count, int depth, boolean union, Set<String> taken) {
        List<CType.Member> members = new ArrayList<>();
        while (members.size() < count) {
            switch (random.nextInt(10)) {
                case 0, 1 -> {
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        addBitField(taken, members);
                    }
                }
                case 2 -> members.add(member(array(depth), taken));
                case 3 -> members.add(member(composite(depth + 1), taken));
                case 4 -> {
                    if (depth < 3) {
                        boolean inner = chance(60);
                        CType anonymous = finished("", inner, members(1 + random.nextInt(4), depth + 1, inner, taken));
                        members.add(new CType.Member("", anonymous, -1, 0));
                    }
                }
                default -> addScalar(union, taken, members);
            }
        }
        return members;
    }

    private void addScalar(boolean union, Set<String> taken, List<CType.Member> members) {
        CType.Member member = member(scalar(), taken);
        members.add(member);
        if (union && chance(10)) {
            members.add(member(new CType.Array(NUMBERS.get(0), 1 + random.nextInt(20)), taken));
        }
    }

    private CType.Member member(CType type, Set<String> taken) {
        return new CType.Member(names.member(taken), type, -1, chance(8) ? 1 << random.nextInt(6) : 0);
    }

    private void addBitField(Set<String> taken, List<CType.Member> members) {
        CType type = switch (random.nextInt(8)) {
            case 0 -> new CType.Bool();
            case 1 -> enumeration();
            default -> NUMBERS.get(random.nextInt(NUMBERS.size()));
        };
        int bits = type instanceof CType.Number number
                ? number.bits()
                : type instanceof CType.Enumeration values ? values.bits() : 1;
        if (chance(12)) {
            members.add(new CType.Member("", type, random.nextInt(bits + 1), 0));
            return;
        }
        int width = switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> bits;
            case 2, 3 -> 1 + random.nextInt(Math.min(bits, 8));
            default -> 1 + random.nextInt(bits);
        };
        members.add(new CType.Member(names.member(taken), type, width, chance(3) ? 8 : 0));
    }

    private CType scalar() {
        return switch (random.nextInt(12)) {
            case 0 -> new CType.Bool();
            case 1 -> chance(50) ? new CType.Real("float", 32) : new CType.Real("double", 64);
            case 2 -> new CType.Pointer(POINTERS.get(random.nextInt(POINTERS.size())));
            case 3, 4 -> enumeration();
            default -> NUMBERS.get(random.nextInt(NUMBERS.size()));
        };
    }

    private CType array(int depth) {
        CType type = chance(70) ? scalar() : chance(30) ? NUMBERS.get(0) : composite(depth + 1);
        for (int dimensions = 1 + random.nextInt(chance(30) ? 3 : 1); dimensions > 0; dimensions--) {
            type = new CType.Array(type, chance(4) ? 0 : 1 + random.nextInt(5));
        }
        return atMost(type, MOST_LEAVES);
    }

    private CType composite(int depth) {
        if (!composites.isEmpty() && chance(25)) {
            return atMost(composites.get(random.nextInt(composites.size())), MOST_LEAVES / 2);
        }
        if (depth > 3) {
            return scalar();
        }
        boolean union = chance(30);
        List<CType.Member> members = members(chance(4) ? 0 : 1 + random.nextInt(4), depth, union, new HashSet<>());
        CType.Composite made = finished(chance(50) ? "" : names.type(), union, members);
        if (!made.name().isEmpty()) {
            composites.add(made);
        }
        return atMost(made, MOST_LEAVES / 2);
    }

    private CType.Composite finished(String name, boolean union, List<CType.Member> members) {
        boolean typedef = !name.isEmpty() && chance(25);
        return new CType.Composite(name, typedef, union, chance(20), chance(12) ? 1 << random.nextInt(7) : 0, members);
    }

    private CType.Enumeration enumeration() {
        if (!enums.isEmpty() && chance(40)) {
            return enums.get(random.nextInt(enums.size()));
        }
        boolean packed = chance(40);
        int bits = packed ? 8 << random.nextInt(4) : 32 << random.nextInt(2);
        boolean signed = chance(50);
        Map<String, BigInteger> constants = new LinkedHashMap<>();
        // The one that makes it so large, and signed or not.
        BigInteger extreme = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
        constants.put(names.constant(), signed ? extreme.negate() : extreme.subtract(BigInteger.ONE));
        for (int i = random.nextInt(6); i > 0; i--) {
            BigInteger value = switch (random.nextInt(4)) {
                case 0 -> constants.values().iterator().next();
                case 1 -> BigInteger.ONE.shiftLeft(random.nextInt(bits - 1));
                default -> BigInteger.valueOf(random.nextInt(4));
            };
            constants.put(names.constant(), value);
        }
        String name = chance(15) ? "" : names.type();
        CType.Enumeration made =
                new CType.Enumeration(name, !name.isEmpty() && chance(20), packed, bits, signed, constants);
        if (!name.isEmpty()) {
            enums.add(made);
        }
        return made;
    }

    private CType atMost(CType type, int leaves) {
        return type.leaves() > leaves ? NUMBERS.get(random.nextInt(NUMBERS.size())) : type;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
