package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.spelling.EditDistance;

/** Finds what was asked for. */
final class HeaderRoots {
    private static final int MOST_NEAR = 5;

    private final Btf btf;
    private final HeaderOptions options;

    HeaderRoots(Btf btf, HeaderOptions options) {
        this.btf = btf;
        this.options = options;
    }

    /** The ids of types to define. */
    List<Integer> types() throws HeaderException {
        List<Integer> found = new ArrayList<>();
        if (!options.hasRoots()) {
            for (int id = 1; id < btf.types().size(); id++) {
                boolean wanted = switch (btf.kind(id)) {
                    case ENUM, ENUM64 -> true;
                    case STRUCT, UNION, TYPEDEF -> !btf.type(id).name().isEmpty();
                    default -> false;
                };
                if (wanted) {
                    found.add(id);
                }
            }
            return found;
        }
        Map<String, Integer> missing = new TreeMap<>();
        options.types().forEach(name -> missing.put(name.strip(), 0));
        for (int id = 1; id < btf.types().size(); id++) {
            Stream<String> names = names(btf.type(id)).filter(missing::containsKey);
            for (String name : (Iterable<String>) names::iterator) {
                missing.merge(name, 1, Integer::sum);
                found.add(id);
            }
        }
        missing.values().removeIf(times -> times > 0);
        if (!missing.isEmpty()) {
            throw none("type", missing.keySet(), id -> names(btf.type(id)));
        }
        return found;
    }

    /** Functions by name, one of each. */
    List<HeaderFunction> functions() throws HeaderException {
        Map<Integer, Set<String>> tags = new HashMap<>();
        for (int id = 1; id < btf.types().size(); id++) {
            if (btf.kind(id) == BtfKind.DECL_TAG
                    && btf.type(id) instanceof BtfType.DeclTag tag
                    && tag.component() < 0) {
                tags.computeIfAbsent(tag.type(), tagged -> new HashSet<>()).add(tag.name());
            }
        }
        Set<String> missing =
                options.functions().stream().map(String::strip).collect(Collectors.toCollection(TreeSet::new));
        Predicate<HeaderFunction> wanted = options.hasRoots()
                ? function -> missing.contains(function.name())
                : function -> function.kfunc() && options.kfuncs();
        Map<String, List<HeaderFunction>> found = new TreeMap<>();
        for (int id = 1; id < btf.types().size(); id++) {
            if (btf.kind(id) == BtfKind.FUNC
                    && btf.type(id) instanceof BtfType.Func func
                    && (tags.containsKey(id) || missing.contains(func.name()))
                    && CIdentifiers.isLegal(func.name())) {
                Set<String> own = tags.getOrDefault(id, Set.of());
                boolean kfunc = own.contains("bpf_kfunc") && options.kfuncs();
                HeaderFunction function =
                        new HeaderFunction(func.name(), func.type(), kfunc, kfunc && own.contains("bpf_fastcall"));
                if (wanted.test(function)) {
                    found.computeIfAbsent(func.name(), name -> new ArrayList<>())
                            .add(function);
                }
            }
        }
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            throw none(
                    "function",
                    missing,
                    id -> btf.type(id) instanceof BtfType.Func
                            ? Stream.of(btf.type(id).name())
                            : Stream.empty());
        }
        // Static functions may share a name; which is meant cannot be known, but must not depend on ids.
        ContentOrder content = new ContentOrder(btf);
        Comparator<HeaderFunction> order = Comparator.comparing(HeaderFunction::kfunc)
                .reversed()
                .thenComparing(HeaderFunction::prototype, content);
        return found.values().stream()
                .map(same -> same.stream().min(order).orElseThrow())
                .toList();
    }

    /** What a type may be asked for by: its name, with or without the keyword, and those of its values. */
    private static Stream<String> names(BtfType type) {
        if (!isType(type)) {
            return Stream.empty();
        }
        Stream<String> own = type.name().isEmpty()
                ? Stream.empty()
                : type instanceof BtfType.Typedef
                        ? Stream.of(type.name())
                        : Stream.of(type.name(), CKeywords.of(type) + " " + type.name());
        return Stream.concat(own, values(type).stream().map(BtfEnumerator::name));
    }

    private static List<BtfEnumerator> values(BtfType type) {
        if (type instanceof BtfType.Enum values) {
            return values.values();
        }
        return type instanceof BtfType.Enum64 values ? values.values() : List.of();
    }

    private static boolean isType(BtfType type) {
        return type instanceof BtfType.Composite || type instanceof BtfType.Typedef || isEnum(type);
    }

    private static boolean isEnum(BtfType type) {
        return type instanceof BtfType.Enum || type instanceof BtfType.Enum64;
    }

    private HeaderException none(String what, Set<String> missing, IntFunction<Stream<String>> names) {
        List<String> said = new ArrayList<>();
        for (String name : missing) {
            TreeMap<Integer, TreeSet<String>> near = new TreeMap<>();
            for (int id = 1; id < btf.types().size(); id++) {
                names.apply(id).filter(other -> !other.contains(" ")).forEach(other -> {
                    int distance = EditDistance.between(name, other, name.length() / 3 + 1);
                    if (distance <= name.length() / 3 + 1) {
                        near.computeIfAbsent(distance, unused -> new TreeSet<>())
                                .add(other);
                    }
                });
            }
            String nearest =
                    near.values().stream().flatMap(Set::stream).limit(MOST_NEAR).collect(Collectors.joining(", "));
            if (what.equals("type") && isDeclared(name)) {
                said.add("'" + name + "' (it is declared there, but not defined)");
            } else {
                said.add("'" + name + "'" + (nearest.isEmpty() ? "" : " (there is " + nearest + ")"));
            }
        }
        return new HeaderException("The BTF has no " + what + " " + String.join(", no ", said));
    }

    private boolean isDeclared(String name) {
        return btf.types().stream()
                .anyMatch(type -> type instanceof BtfType.Fwd
                        && (type.name().equals(name) || name.equals(CKeywords.of(type) + " " + type.name())));
    }
}
