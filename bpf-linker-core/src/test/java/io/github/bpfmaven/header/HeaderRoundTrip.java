package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntFunction;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;

/**
 * Compares BTF with that of a program that uses every type of the header made from it: all structs, unions, enums and
 * typedefs with a name, and all prototypes of kfuncs. Types that they name are compared by their names, those without a
 * name by what they are.
 *
 * <p>What plain C cannot say, and is not compared: the name of a struct that is a member without a name ({@code
 * -fms-extensions}); a qualifier on an array besides that on its elements; the tag {@code address_space}, which clang 20
 * does not write; that an enum which several types share has no name; the spelling of a number's type ({@code long unsigned
 * int}, {@code unsigned long}), and whether {@code char} is signed; names of parameters; declaration tags.
 */
final class HeaderRoundTrip {
    private static final String PROTOTYPE = "___proto_";

    private final Btf source;
    private final HeaderNames names;
    private final Map<String, Integer> wanted = new TreeMap<>();
    private final Map<String, Integer> prototypes = new TreeMap<>();

    HeaderRoundTrip(Btf source) throws HeaderException {
        this.source = source;
        this.names = new HeaderNames(source);
        for (int id = 1; id < source.types().size(); id++) {
            BtfType type = source.type(id);
            if (!type.name().isEmpty() && !isForward(source, id)) {
                if (type instanceof BtfType.Typedef) {
                    wanted.put(names.name(id).orElseThrow(), id);
                } else if (type instanceof BtfType.Composite
                        || type.kind().name().startsWith("ENUM")) {
                    wanted.put(CKeywords.of(type) + " " + names.name(id).orElseThrow(), id);
                }
            }
        }
        for (HeaderFunction function : new HeaderRoots(source, HeaderOptions.everything()).functions()) {
            prototypes.put(names.function(function.name()), function.prototype());
        }
    }

    /** How many types and prototypes are compared. */
    int size() {
        return wanted.size() + prototypes.size();
    }

    /**
     * Variables that make clang describe every type, dealt out to several programs: for one of {@code n} it takes a time
     * that grows as the square of n (clang 20).
     */
    List<List<String>> uses(int programs) {
        List<String> uses = new ArrayList<>();
        for (String type : wanted.keySet()) {
            uses.add(type + " *___use_" + uses.size() + ";");
        }
        for (String function : prototypes.keySet()) {
            uses.add("__typeof__(" + function + ") *" + PROTOTYPE + function + ";");
        }
        List<List<String>> dealt = new ArrayList<>();
        int each = uses.size() / programs + 1;
        for (int from = 0; from < uses.size(); from += each) {
            dealt.add(uses.subList(from, Math.min(from + each, uses.size())));
        }
        return dealt;
    }

    /**
     * What is not the same, by the name of the type.
     *
     * @param compiled the BTF of programs of the header and {@link #uses}
     */
    List<Difference> differences(List<Btf> compiled) {
        Map<String, String> found = new HashMap<>();
        for (Btf btf : compiled) {
            Words words = new Words(btf, id -> btf.type(id).name(), false);
            for (int id = 1; id < btf.types().size(); id++) {
                BtfType type = btf.type(id);
                if (type instanceof BtfType.Typedef) {
                    found.put(type.name(), words.definition(id));
                } else if (!type.name().isEmpty()
                        && (type instanceof BtfType.Composite
                                || type.kind().name().startsWith("ENUM"))) {
                    found.put(CKeywords.of(type) + " " + type.name(), words.definition(id));
                } else if (type instanceof BtfType.Var variable && type.name().startsWith(PROTOTYPE)) {
                    found.put(type.name(), words.type(((BtfType.Ptr) btf.type(variable.type())).type()));
                }
            }
        }
        Words words = new Words(source, id -> names.name(id).orElse(""), true);
        List<Difference> differences = new ArrayList<>();
        wanted.forEach((name, id) -> compare(name, words.definition(id), found).ifPresent(differences::add));
        prototypes.forEach(
                (name, id) -> compare(PROTOTYPE + name, words.type(id), found).ifPresent(differences::add));
        return differences;
    }

    private static Optional<Difference> compare(String name, String text, Map<String, String> found) {
        String other = found.getOrDefault(name, "missing");
        return text.equals(other) ? Optional.empty() : Optional.of(new Difference(name, text, other));
    }

    /** @param source how the BTF has it, and how the header made it */
    record Difference(String name, String source, String compiled) {
        @Override
        public String toString() {
            return name + "\n  BTF:    " + source + "\n  header: " + compiled;
        }
    }

    private static boolean isForward(Btf btf, int id) {
        return btf.type(id) instanceof BtfType.Enum values && values.values().isEmpty();
    }

    /** Types as words that are equal only if the types are. */
    private static final class Words {
        private final Btf btf;
        private final IntFunction<String> names;
        private final boolean inlines;

        /** @param inlines whether members without a name may have a type with one */
        private Words(Btf btf, IntFunction<String> names, boolean inlines) {
            this.btf = btf;
            this.names = names;
            this.inlines = inlines;
        }

        private String definition(int id) {
            BtfType type = btf.type(id);
            return type instanceof BtfType.Typedef typedef ? "typedef " + type(typedef.type()) : body(id);
        }

        private String body(int id) {
            BtfType type = btf.type(id);
            if (type instanceof BtfType.Composite composite) {
                StringBuilder text = new StringBuilder(CKeywords.of(type) + " of " + composite.size() + " {");
                for (BtfMember member : composite.members()) {
                    OptionalInt inlined = TypeUses.inlined(btf, member);
                    text.append(' ')
                            .append(member.name())
                            .append('@')
                            .append(member.bitOffset())
                            .append(':')
                            .append(member.bitFieldSize())
                            .append(' ')
                            .append(inlines && inlined.isPresent() ? body(inlined.getAsInt()) : type(member.type()))
                            .append(';');
                }
                return text.append('}').toString();
            }
            HeaderNames own = new HeaderNames(Btf.of(btf.byteOrder(), List.of(type)));
            StringBuilder text = new StringBuilder("enum of " + btf.size(id).orElseThrow());
            if (type instanceof BtfType.Enum64 wide) {
                text.append(wide.signed() ? " signed" : "");
            } else {
                text.append(((BtfType.Enum) type).signed() ? " signed" : "");
            }
            own.enumerators(1)
                    .forEach(value -> text.append(' ')
                            .append(value.name().replaceFirst("___[0-9]+$", ""))
                            .append('=')
                            .append(value.value()));
            return text.toString();
        }

        private String type(int id) {
            BtfType type = btf.type(id);
            return switch (type.kind()) {
                case VOID -> "void";
                // gcc says "long unsigned int", clang "unsigned long"; whether char is signed is not said in C.
                case INT -> {
                    BtfType.Int number = (BtfType.Int) type;
                    int encoding = number.name().equals("char") ? 0 : number.encoding();
                    yield "int of " + number.size() + "/" + encoding;
                }
                case FLOAT -> "float of " + ((BtfType.Float) type).size();
                case PTR -> "*" + type(((BtfType.Ptr) type).type());
                case CONST, VOLATILE, RESTRICT -> {
                    int qualified = ((BtfType.Single) type).type();
                    // In C an array is never qualified, its elements are; gcc says both.
                    yield (btf.type(qualified) instanceof BtfType.Array ? "" : type.kind() + " ") + type(qualified);
                }
                case TYPE_TAG -> {
                    // clang 20 takes address_space, but writes no type tag for it.
                    boolean lost = ((BtfType.TypeTag) type).attribute();
                    yield (lost ? "" : "tag(" + type.name() + ") ") + type(((BtfType.Single) type).type());
                }
                case ARRAY ->
                    "[" + ((BtfType.Array) type).count() + "] of " + type(((BtfType.Array) type).elementType());
                case FUNC_PROTO -> {
                    BtfType.FuncProto prototype = (BtfType.FuncProto) type;
                    yield "("
                            + prototype.params().stream()
                                    .map(BtfParam::type)
                                    .map(this::type)
                                    .toList() + ")" + type(prototype.returnType());
                }
                case TYPEDEF -> names.apply(id);
                case STRUCT, UNION, ENUM, ENUM64, FWD ->
                    // An enum without a name that is in several types has one in the header.
                    type.name().isEmpty() || type.name().endsWith("___enum")
                            ? body(id)
                            : CKeywords.of(type) + " " + names.apply(id);
                case FUNC, VAR, DATASEC, DECL_TAG -> throw new IllegalArgumentException(type + " in a type");
            };
        }
    }
}
