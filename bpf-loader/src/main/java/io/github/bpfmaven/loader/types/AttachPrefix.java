package io.github.bpfmaven.loader.types;

import java.util.Optional;

import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.object.ProgramType;

/**
 * What the kernel's types call what programs are attached to.
 *
 * <p>Source: {@code btf_get_kernel_prefix_kind} in {@code src/libbpf.c} of libbpf 1.8.
 *
 * @param text in front of the name: {@code bpf_lsm_} of {@code bpf_lsm_file_open}
 * @param kind of type
 */
public record AttachPrefix(String text, BtfKind kind) {
    /** Nothing for programs that are not attached to a type. */
    public static Optional<AttachPrefix> of(ProgramType program, Optional<AttachType> attachType) {
        if (program == ProgramType.EXT) {
            return Optional.of(new AttachPrefix("", BtfKind.FUNC));
        }
        if (program != ProgramType.TRACING && program != ProgramType.LSM) {
            return Optional.empty();
        }
        return attachType.flatMap(type -> switch (type) {
            case TRACE_RAW_TP -> Optional.of(new AttachPrefix("btf_trace_", BtfKind.TYPEDEF));
            case LSM_MAC, LSM_CGROUP -> Optional.of(new AttachPrefix("bpf_lsm_", BtfKind.FUNC));
            case TRACE_ITER -> Optional.of(new AttachPrefix("bpf_iter_", BtfKind.FUNC));
            case TRACE_FENTRY, TRACE_FEXIT, MODIFY_RETURN, TRACE_FSESSION ->
                Optional.of(new AttachPrefix("", BtfKind.FUNC));
            default -> Optional.empty();
        });
    }
}
