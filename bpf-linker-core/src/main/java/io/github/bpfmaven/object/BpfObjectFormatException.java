package io.github.bpfmaven.object;

/** The bytes are no ELF64 file, or a damaged one, or what they say about BPF contradicts itself. */
public final class BpfObjectFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    BpfObjectFormatException(String problem) {
        super(problem);
    }

    BpfObjectFormatException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
