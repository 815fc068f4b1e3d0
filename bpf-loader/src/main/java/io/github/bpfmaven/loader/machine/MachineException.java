package io.github.bpfmaven.loader.machine;

import java.io.IOException;

/** A virtual machine can't be started, or its kernel does not come up. The message says why, and what to do where that is known. */
public class MachineException extends IOException {
    private static final long serialVersionUID = 1L;

    MachineException(String message) {
        super(message);
    }

    MachineException(String message, Throwable cause) {
        super(message, cause);
    }
}
