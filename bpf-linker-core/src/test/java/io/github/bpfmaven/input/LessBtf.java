package io.github.bpfmaven.input;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfType;

/** Whether BTF says the same as other BTF but for structs that it only declares where the other one defines them. */
final class LessBtf {
    private final Btf full;
    private final Btf less;
    private final Set<List<Integer>> compared = new HashSet<>();

    LessBtf(Btf full, Btf less) {
        this.full = full;
        this.less = less;
    }

    /** The first difference; empty if all functions, variables and what CO-RE relocations start from agree. */
    Optional<String> difference(BtfExt fullExt, BtfExt lessExt) {
        var fullRoots = roots(full);
        var lessRoots = roots(less);
        if (fullRoots.size() != lessRoots.size()) {
            return Optional.of(fullRoots.size() + " functions and variables, then " + lessRoots.size());
        }
        for (var i = 0; i < fullRoots.size(); i++) {
            var found = compare(fullRoots.get(i), lessRoots.get(i), false);
            if (found.isPresent()) {
                return found;
            }
        }
        var fullStarts = relocations(fullExt);
        var lessStarts = relocations(lessExt);
        if (fullStarts.size() != lessStarts.size()) {
            return Optional.of(fullStarts.size() + " relocations, then " + lessStarts.size());
        }
        for (var i = 0; i < fullStarts.size(); i++) {
            var one = fullStarts.get(i);
            var other = lessStarts.get(i);
            if (!one.access().equals(other.access())
                    || one.kind() != other.kind()
                    || one.instructionOffset() != other.instructionOffset()) {
                return Optional.of(one + ", then " + other);
            }
            var found = compare(one.type(), other.type(), false);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<Integer> roots(Btf btf) {
        return IntStream.range(0, btf.types().size())
                .filter(id -> btf.type(id) instanceof BtfType.Func
                        || btf.type(id) instanceof BtfType.Var
                        || btf.type(id) instanceof BtfType.DataSec)
                .boxed()
                .sorted((one, other) -> {
                    var kinds = btf.type(one).kind().compareTo(btf.type(other).kind());
                    return kinds != 0
                            ? kinds
                            : btf.type(one).name().compareTo(btf.type(other).name());
                })
                .toList();
    }

    private static List<BtfExt.CoreRelocation> relocations(BtfExt ext) {
        return ext.relocations().sections().stream()
                .flatMap(section -> section.records().stream())
                .toList();
    }

    private Optional<String> compare(int fullId, int lessId, boolean pointedTo) {
        var one = full.type(fullId);
        var other = less.type(lessId);
        if (pointedTo && other instanceof BtfType.Fwd && one instanceof BtfType.Composite) {
            return one.name().equals(other.name()) ? Optional.empty() : Optional.of(one + ", then " + other);
        }
        if (!compared.add(List.of(fullId, lessId))) {
            return Optional.empty();
        }
        var fullParts = one.references().toArray();
        var lessParts = other.references().toArray();
        if (fullParts.length != lessParts.length
                || !one.withReferences(id -> 0).equals(other.withReferences(id -> 0))) {
            return Optional.of(one + ", then " + other);
        }
        var behindPointer = one instanceof BtfType.Ptr
                || pointedTo && !(one instanceof BtfType.Composite) && !(one instanceof BtfType.Array);
        for (var i = 0; i < fullParts.length; i++) {
            var found = compare(fullParts[i], lessParts[i], behindPointer);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
