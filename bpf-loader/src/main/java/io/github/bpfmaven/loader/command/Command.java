package io.github.bpfmaven.loader.command;

import java.io.IOException;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * The commands of {@code bpf(2)}. The ordinal is the kernel's number.
 *
 * <p>Source: {@code enum bpf_cmd} in {@code include/uapi/linux/bpf.h}, Linux 6.18.
 */
enum Command {
    MAP_CREATE,
    MAP_LOOKUP_ELEM,
    MAP_UPDATE_ELEM,
    MAP_DELETE_ELEM,
    MAP_GET_NEXT_KEY,
    PROG_LOAD,
    OBJ_PIN,
    OBJ_GET,
    PROG_ATTACH,
    PROG_DETACH,
    PROG_TEST_RUN,
    PROG_GET_NEXT_ID,
    MAP_GET_NEXT_ID,
    PROG_GET_FD_BY_ID,
    MAP_GET_FD_BY_ID,
    OBJ_GET_INFO_BY_FD,
    PROG_QUERY,
    RAW_TRACEPOINT_OPEN,
    BTF_LOAD,
    BTF_GET_FD_BY_ID,
    TASK_FD_QUERY,
    MAP_LOOKUP_AND_DELETE_ELEM,
    MAP_FREEZE,
    BTF_GET_NEXT_ID,
    MAP_LOOKUP_BATCH,
    MAP_LOOKUP_AND_DELETE_BATCH,
    MAP_UPDATE_BATCH,
    MAP_DELETE_BATCH,
    LINK_CREATE,
    LINK_UPDATE,
    LINK_GET_FD_BY_ID,
    LINK_GET_NEXT_ID,
    ENABLE_STATS,
    ITER_CREATE,
    LINK_DETACH,
    PROG_BIND_MAP,
    TOKEN_CREATE;

    private final String text = "bpf(BPF_" + name() + ")";
    private final Argument number = Argument.of(ordinal());

    /** Carries it out; the result or the negative number of the error. */
    long call(Kernel kernel, Block attributes) throws IOException {
        return kernel.call(SystemCall.BPF, number, attributes, Argument.of(attributes.size()));
    }

    /** Carries it out; the result. */
    int require(Kernel kernel, Block attributes) throws IOException {
        return (int) SystemCallException.check(text(), call(kernel, attributes));
    }

    /** How messages call it. */
    String text() {
        return text;
    }
}
