package io.github.bpfmaven.plugin.compile;

/**
 * A C source below the source directory, or library code of the main sources beside that of tests.
 *
 * @param path relative to the source directory, with {@code /} on every host; library code of the main sources begins with
 *     {@code ../}
 * @param ownPath relative to the directory that it was found in: what patterns in the POM mean
 */
public record Source(String path, String ownPath) implements Comparable<Source> {
    /** One below the source directory. */
    public Source(String path) {
        this(path, path);
    }

    /** The file's name without {@code .bpf.c} or {@code .c}. */
    public String stem() {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return without(without(name, ".c"), ".bpf");
    }

    private static String without(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    /** The directory below the source directory; empty at its top. */
    public String directory() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** By hand: what the JVM makes of a record's, when it is first asked, takes it longer than all else that a short build asks of sources. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Source source && path.equals(source.path) && ownPath.equals(source.ownPath);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public int compareTo(Source other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
