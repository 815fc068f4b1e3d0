package io.github.bpfmaven.loader.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfObject;

/**
 * The functions that take over when a program throws ({@code bpf_throw}, Linux 6.7). A tag on the program names its one
 * ({@code __exception_cb}); no instruction does, but the kernel wants it with the program.
 *
 * <p>Source: {@code bpf_prog_assign_exc_cb} of libbpf 1.8.
 */
final class ExceptionCallbacks {
    private static final String TAG = "exception_callback:";
    private static final int WHOLE = -1;

    private final Map<String, Optional<String>> byProgram = new HashMap<>();
    private final List<BpfFunction> functions;

    ExceptionCallbacks(BpfObject object) {
        this.functions = object.subprograms();
        object.btf().ifPresent(this::collect);
    }

    private void collect(Btf btf) {
        for (BtfType type : btf.types()) {
            if (type instanceof BtfType.DeclTag tag
                    && tag.component() == WHOLE
                    && tag.name().startsWith(TAG)
                    && btf.type(tag.type()) instanceof BtfType.Func program) {
                // With several, the verifier says that there must be one.
                byProgram.merge(
                        program.name(),
                        Optional.of(tag.name().substring(TAG.length())),
                        (one, other) -> Optional.empty());
            }
        }
    }

    /** That of a program; nothing if it names none. */
    Optional<BpfFunction> of(BpfFunction program) throws BpfLoadException {
        Optional<String> name = byProgram.getOrDefault(program.name(), Optional.empty());
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<BpfFunction> found = functions.stream()
                .filter(function -> function.name().equals(name.get()))
                .findFirst();
        if (found.isEmpty()
                || found.get().linkage() == BpfFunction.Linkage.STATIC
                || found.get().linkage() == BpfFunction.Linkage.HIDDEN) {
            throw new BpfLoadException(
                    "program '" + program.name() + "'",
                    "its exception callback '" + name.get() + "' is "
                            + (found.isEmpty() ? "not in the object" : "static or hidden")
                            + "; it must be a global function without a section");
        }
        return found;
    }
}
