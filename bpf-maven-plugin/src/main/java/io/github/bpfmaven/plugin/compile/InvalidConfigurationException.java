package io.github.bpfmaven.plugin.compile;

/** The project asks for something that can't be: an unknown target, two sources with one name. The user mends it. */
public final class InvalidConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidConfigurationException(String message) {
        super(message);
    }
}
