package io.github.bpfmaven.inspect;

import java.util.Optional;

import io.github.bpfmaven.inspect.KernelFeature.Kind;

/**
 * Something that an object needs of a kernel.
 *
 * @param what in words: {@code helper bpf_loop}, {@code map type ringbuf}
 * @param since the first release of Linux that has it; nothing if that is not known
 * @param commit of Linux that brought it; nothing if it is not known, or for helpers, whose table does not have it
 */
public record KernelNeed(String what, Optional<KernelVersion> since, Optional<String> commit) {
    /** Of a program with more instructions than {@link FunctionReport#MOST_INSTRUCTIONS_BEFORE_5_2}. */
    public static final KernelNeed LONG_PROGRAM = ofCode("long_program");

    static KernelNeed of(BpfHelper helper) {
        return new KernelNeed("helper " + helper.name(), Optional.of(helper.since()), Optional.empty());
    }

    static KernelNeed unknown(String what) {
        return new KernelNeed(what, Optional.empty(), Optional.empty());
    }

    /** @throws IllegalStateException if the table does not have such a feature of code */
    static KernelNeed ofCode(String name) {
        KernelFeature feature = KernelFeature.find(Kind.CODE, name)
                .orElseThrow(() -> new IllegalStateException("kernel-features.tsv has no code " + name));
        return new KernelNeed(feature.text(), Optional.of(feature.since()), Optional.of(feature.commit()));
    }

    /** What a program, an attach type or a map is called after. */
    static KernelNeed of(Kind kind, String name) {
        String what = switch (kind) {
            case PROGRAM -> "program type " + name;
            case ATTACH -> "attach type " + name;
            case MAP -> "map type " + name;
            case FLAG, CODE -> name;
        };
        return KernelFeature.find(kind, name)
                .map(feature -> new KernelNeed(
                        kind == Kind.FLAG ? "map flag " + feature.text() : what,
                        Optional.of(feature.since()),
                        Optional.of(feature.commit())))
                .orElseGet(() -> unknown(what));
    }
}
