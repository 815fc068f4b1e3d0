package io.github.bpfmaven.plugin.scaffold;

import java.io.Serial;

/** The sources, as the user named them, cannot have Java classes. The message is for that user. */
public final class ScaffoldException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ScaffoldException(String message, Throwable cause) {
        super(message, cause);
    }

    ScaffoldException(String message) {
        super(message);
    }
}
