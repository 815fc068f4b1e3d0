package io.github.bpfmaven.relocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;

/**
 * Resolves the relocations of one object, in their order: a type of the kernel that did not have one field of a struct is
 * not asked for the others.
 *
 * <p>Source: {@code bpf_core_calc_relo_insn} in {@code src/relo_core.c} of libbpf 1.8.
 */
final class CoreResolver {
    private final SizedTypes local;
    private final SizedTypes target;
    private final Candidates all;
    private final Map<Integer, List<Integer>> remaining = new HashMap<>();

    CoreResolver(SizedTypes local, SizedTypes target, Candidates all) {
        this.local = local;
        this.target = target;
        this.all = all;
    }

    CoreResolution resolve(BpfCoreRelocation relocation) throws CoreRelocationException {
        try {
            CoreSpec spec = new SpecParser(local).parse(relocation);
            if (spec.kind() == Kind.TYPE_ID_LOCAL) {
                return new CoreResolution.Local(spec.type());
            }
            // A loader checks the number that the compiler put into the instruction against this one.
            new SpecNumbers(local).of(spec);
            return search(spec);
        } catch (InvalidSpecException invalid) {
            throw new CoreRelocationException(place(relocation) + ": " + invalid.getMessage(), invalid);
        }
    }

    private CoreResolution search(CoreSpec spec) throws InvalidSpecException {
        BtfType type = local.btf().type(spec.type());
        if (type.name().isEmpty()) {
            throw new InvalidSpecException("its type has no name, so that no kernel's type is the same: give it one");
        }
        List<Integer> candidates = remaining.computeIfAbsent(spec.type(), id -> all.of(type));
        SpecMatcher matcher = new SpecMatcher(spec, target);
        List<CoreSpec> matches = new ArrayList<>();
        for (int candidate : candidates) {
            Optional<CoreSpec> match = matcher.match(candidate);
            if (match.isPresent()) {
                matches.add(match.get());
            }
        }
        if (matches.isEmpty()) {
            return new CoreResolution.Absent(spec, candidates);
        }
        long number = agreed(matches);
        remaining.put(spec.type(), matches.stream().map(CoreSpec::type).toList());
        return new CoreResolution.Found(matches, number);
    }

    private long agreed(List<CoreSpec> matches) throws InvalidSpecException {
        SpecNumbers numbers = new SpecNumbers(target);
        CoreSpec first = matches.get(0);
        long number = numbers.of(first);
        for (CoreSpec other : matches.subList(1, matches.size())) {
            if (other.bitOffset() != first.bitOffset() || numbers.of(other) != number) {
                throw new InvalidSpecException("the kernel has more than one type of that name, and they do not agree: "
                        + first.text() + " in [" + first.type() + "] and in [" + other.type() + "]");
            }
        }
        return number;
    }

    private String place(BpfCoreRelocation relocation) {
        String type =
                relocation.type() < local.btf().types().size() ? CoreSpec.text(local.btf(), relocation.type()) : "";
        return "relocation at offset 0x" + Long.toHexString(relocation.offset()) + " of "
                + relocation
                        .function()
                        .map(function -> "function " + function.name() + " in section " + relocation.section())
                        .orElse("section " + relocation.section())
                + " ("
                + relocation.kind().map(Kind::name).orElse("kind " + Integer.toUnsignedString(relocation.number()))
                + ", " + type + ", access \"" + relocation.access() + "\")";
    }
}
