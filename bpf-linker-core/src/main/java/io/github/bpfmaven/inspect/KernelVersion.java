package io.github.bpfmaven.inspect;

/** A release of Linux: {@code 5.10}. */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
    /**
     * Reads {@code 5.10}.
     *
     * @throws IllegalArgumentException if it is not two numbers with a dot between them
     */
    public static KernelVersion parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("no release of Linux: " + text);
        }
        return new KernelVersion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(KernelVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
