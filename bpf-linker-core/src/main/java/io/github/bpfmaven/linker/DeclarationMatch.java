package io.github.bpfmaven.linker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;

/**
 * Compares a type of one input with a type of another, as libbpf's static linker does (linker.c, glob_sym_btf_matches):
 * typedefs, qualifiers, tags and names of parameters don't count; behind a pointer a struct's or a union's name is enough.
 *
 * <p>Beyond libbpf, lengths of arrays and sizes of structs and bit-fields have to agree, and signs of integers that are no
 * pointer's targets are warned of. Other than there, an array without a length agrees with one of any length, a function
 * declared without a prototype with every function of its return type, and a struct that is declared forward with every
 * struct of its name.
 */
final class DeclarationMatch {
    private final Btf first;
    private final Btf second;
    private final TypeWords words;
    private final Deque<String> path = new ArrayDeque<>();
    private final Set<Pair> compared = new HashSet<>();
    private Optional<TypeDifference> warning = Optional.empty();

    DeclarationMatch(Btf first, Btf second) {
        this.first = first;
        this.second = second;
        this.words = new TypeWords(new CText(first), new CText(second));
    }

    /**
     * The first error; the first warning if there is no error; empty if the types agree.
     *
     * @param firstId a type, a function or a variable of the first input
     * @param secondId the same of the second
     */
    Optional<TypeDifference> compare(int firstId, int secondId) {
        path.clear();
        compared.clear();
        warning = Optional.empty();
        return types(firstId, secondId, false).or(() -> warning);
    }

    private Optional<TypeDifference> types(int firstId, int secondId, boolean pointed) {
        var pair = new Pair(first.resolve(firstId), second.resolve(secondId), pointed);
        if (!compared.add(pair)) {
            return Optional.empty();
        }
        var a = first.type(pair.first);
        var b = second.type(pair.second);
        if (a instanceof BtfType.Fwd || b instanceof BtfType.Fwd) {
            return tagOf(a) == tagOf(b) && a.name().equals(b.name())
                    ? Optional.empty()
                    : different(firstId, secondId, pair);
        }
        if (kindOf(a) != kindOf(b)) {
            return different(firstId, secondId, pair);
        }
        if (a instanceof BtfType.Composite composite) {
            return a.name().equals(b.name())
                    ? pointed ? Optional.empty() : members(composite, (BtfType.Composite) b)
                    : different(firstId, secondId, pair);
        }
        return switch (a.kind()) {
            case INT -> integers(firstId, secondId, pair);
            case FLOAT -> sizes(firstId, secondId, pair);
            case ENUM, ENUM64 ->
                a.name().equals(b.name()) ? sizes(firstId, secondId, pair) : different(firstId, secondId, pair);
            case PTR -> within("what it points to", ((BtfType.Ptr) a).type(), ((BtfType.Ptr) b).type(), true);
            case ARRAY -> arrays((BtfType.Array) a, (BtfType.Array) b, pointed);
            case FUNC_PROTO -> prototypes((BtfType.FuncProto) a, (BtfType.FuncProto) b, pointed);
            case FUNC, VAR -> types(((BtfType.Single) a).type(), ((BtfType.Single) b).type(), false);
            default -> Optional.empty();
        };
    }

    /** Enums of both kinds are one in C; LLVM 20 writes some of 8 bytes as ENUM. */
    private static BtfKind kindOf(BtfType type) {
        return type.kind() == BtfKind.ENUM64 ? BtfKind.ENUM : type.kind();
    }

    /** A union is 2, a struct 1, anything else 0. */
    private static int tagOf(BtfType type) {
        if (type instanceof BtfType.Fwd forward) {
            return forward.union() ? 2 : 1;
        }
        return type instanceof BtfType.Union ? 2 : type instanceof BtfType.Struct ? 1 : 0;
    }

    private Optional<TypeDifference> integers(int firstId, int secondId, Pair pair) {
        var a = (BtfType.Int) first.type(pair.first);
        var b = (BtfType.Int) second.type(pair.second);
        if (a.size() == b.size() && !pair.pointed && warning.isEmpty()) {
            // What loaders and the kernel see as one, and C as two.
            warning = words.meaning(a, b, words.names(firstId, secondId, pair.first, pair.second))
                    .map(problem -> new TypeDifference(Diagnostic.Severity.WARNING, List.copyOf(path), problem));
        }
        return sizes(firstId, secondId, pair);
    }

    /** Of numbers and enums, which have one. */
    private Optional<TypeDifference> sizes(int firstId, int secondId, Pair pair) {
        var a = first.size(pair.first).orElseThrow();
        var b = second.size(pair.second).orElseThrow();
        return a == b
                ? Optional.empty()
                : error(TypeWords.sizes(words.names(firstId, secondId, pair.first, pair.second), a, b));
    }

    private Optional<TypeDifference> arrays(BtfType.Array a, BtfType.Array b, boolean pointed) {
        if (a.count() != b.count() && a.count() != 0 && b.count() != 0) {
            return error("it has " + TypeWords.count(a.count(), "element") + " in the one and " + b.count()
                    + " in the other");
        }
        return within("its elements", a.elementType(), b.elementType(), pointed);
    }

    private Optional<TypeDifference> members(BtfType.Composite a, BtfType.Composite b) {
        var owner = TypeWords.composite(a);
        for (var i = 0; i < Math.min(a.members().size(), b.members().size()); i++) {
            var one = a.members().get(i);
            var other = b.members().get(i);
            if (!one.name().equals(other.name())) {
                return error(TypeWords.names(i, owner, one, other));
            }
            // The type before the place: where a member grew, it is what moved it.
            var name = TypeWords.member(one, i) + " of " + owner;
            var found = within(name, one.type(), other.type(), false)
                    .or(() -> TypeWords.place(name, one, other).flatMap(this::error));
            if (found.isPresent()) {
                return found;
            }
        }
        if (a.members().size() != b.members().size()) {
            return error(owner + " has " + TypeWords.count(a.members().size(), "member") + " in the one and "
                    + b.members().size() + " in the other");
        }
        return a.size() == b.size() ? Optional.empty() : error(TypeWords.sizes(owner, a.size(), b.size()));
    }

    private Optional<TypeDifference> prototypes(BtfType.FuncProto a, BtfType.FuncProto b, boolean pointed) {
        var found = within("the return type", a.returnType(), b.returnType(), pointed);
        if (found.isPresent() || isWithoutPrototype(a) || isWithoutPrototype(b)) {
            return found;
        }
        if (isVariadic(a) != isVariadic(b)) {
            return error(
                    "it takes further arguments ('...') in " + (isVariadic(a) ? "the one" : "the other") + " only");
        }
        if (a.params().size() != b.params().size()) {
            return error("it takes " + TypeWords.count(a.params().size(), "parameter") + " in the one and "
                    + b.params().size() + " in the other");
        }
        for (var i = 0; found.isEmpty() && i < a.params().size(); i++) {
            var one = a.params().get(i);
            var other = b.params().get(i);
            found = within(TypeWords.parameter(i, one, other), one.type(), other.type(), pointed);
        }
        return found;
    }

    /** {@code int f()} has {@code ...} and nothing else, which C doesn't know otherwise. */
    private static boolean isWithoutPrototype(BtfType.FuncProto prototype) {
        return prototype.params().size() == 1 && isVariadic(prototype);
    }

    private static boolean isVariadic(BtfType.FuncProto prototype) {
        return !prototype.params().isEmpty()
                && prototype.params().get(prototype.params().size() - 1).equals(new BtfParam("", 0));
    }

    private Optional<TypeDifference> within(String place, int firstId, int secondId, boolean pointed) {
        path.addLast(place);
        var found = types(firstId, secondId, pointed);
        path.removeLast();
        return found;
    }

    private Optional<TypeDifference> different(int firstId, int secondId, Pair pair) {
        return error(words.different(
                first.type(pair.first),
                second.type(pair.second),
                words.names(firstId, secondId, pair.first, pair.second)));
    }

    private Optional<TypeDifference> error(String problem) {
        return Optional.of(new TypeDifference(Diagnostic.Severity.ERROR, List.copyOf(path), problem));
    }

    private record Pair(int first, int second, boolean pointed) {}
}
