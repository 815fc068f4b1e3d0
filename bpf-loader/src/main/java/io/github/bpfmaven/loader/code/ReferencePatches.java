package io.github.bpfmaven.loader.code;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.Features;

/**
 * Puts into instructions what they refer to.
 *
 * <p>Source: {@code bpf_object__relocate_data} and {@code bpf_object__sanitize_prog} of libbpf 1.8.
 */
public final class ReferencePatches {
    /** The helper that a use of a map calls that is not made; libbpf's, and its number is the map's place. */
    private static final int NO_MAP = 2001000000;
    /** The helper that a call of a function calls that the kernel has not; libbpf's. */
    private static final int NO_FUNCTION = 2002000000;

    private static final int PROBE_READ = 4;
    private static final int PROBE_READ_TEXT = 45;
    private static final int PROBE_READ_KERNEL = 113;
    private static final int PROBE_READ_KERNEL_TEXT = 115;

    private final Targets targets;

    public ReferencePatches(Targets targets) {
        this.targets = targets;
    }

    /** Changes a program that has been put together. */
    public void apply(ProgramCode program) throws BpfLoadException {
        Code code = program.code();
        for (Map.Entry<Integer, Reference> entry : program.references().entrySet()) {
            int index = entry.getKey();
            Reference reference = entry.getValue();
            if (reference instanceof Reference.ToMap map) {
                Optional<Integer> descriptor = targets.map(map.map());
                if (descriptor.isPresent()) {
                    code.setSource(index, Code.PSEUDO_MAP);
                    code.setImmediate(index, descriptor.get());
                } else {
                    code.poison(index, NO_MAP);
                    code.poison(index + 1, NO_MAP);
                }
            } else if (reference instanceof Reference.ToData data) {
                Targets.Place place = targets.section(data.section());
                code.setImmediate(index + 1, code.immediate(index) + (int) (place.start() + data.offset()));
                code.setSource(index, Code.PSEUDO_MAP_VALUE);
                code.setImmediate(index, place.map());
            } else if (reference instanceof Reference.ToExtern extern) {
                load(code, index, targets.extern(extern.name()));
            } else if (reference instanceof Reference.ToExternCall extern) {
                call(code, index, targets.extern(extern.name()));
            }
        }
    }

    private static void load(Code code, int index, Targets.Extern extern) {
        if (extern instanceof Targets.Extern.Setting setting) {
            code.setSource(index, Code.PSEUDO_MAP_VALUE);
            code.setImmediate(index, setting.map());
            code.setImmediate(index + 1, setting.offset());
        } else if (extern instanceof Targets.Extern.Typed typed) {
            code.setSource(index, Code.PSEUDO_BTF_ID);
            code.setImmediate(index, typed.type());
            code.setImmediate(index + 1, typed.descriptor());
        } else {
            long address = extern instanceof Targets.Extern.Address known ? known.value() : 0;
            code.setImmediate(index, (int) address);
            code.setImmediate(index + 1, (int) (address >>> Integer.SIZE));
        }
    }

    private static void call(Code code, int index, Targets.Extern extern) {
        if (extern instanceof Targets.Extern.Typed typed) {
            code.setSource(index, Code.PSEUDO_KFUNC_CALL);
            code.setImmediate(index, typed.type());
            code.setOffset(index, typed.place());
        } else {
            code.poison(index, NO_FUNCTION);
        }
    }

    /** Old kernels have one helper for memory of the kernel and of processes. */
    public static void adapt(Code code, Features features) throws IOException {
        for (int index = 0; index < code.count(); index++) {
            if (code.isLoad64(index)) {
                index++;
            } else if (code.opcode(index) == Code.CALL && code.source(index) == 0) {
                int helper = code.immediate(index);
                if ((helper == PROBE_READ_KERNEL || helper == PROBE_READ_KERNEL_TEXT)
                        && !features.has(Feature.PROBE_READ_KERNEL)) {
                    code.setImmediate(index, helper == PROBE_READ_KERNEL ? PROBE_READ : PROBE_READ_TEXT);
                }
            }
        }
    }
}
