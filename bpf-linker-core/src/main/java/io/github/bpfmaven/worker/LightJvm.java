package io.github.bpfmaven.worker;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** How a Java process is started that lives for seconds, with the same library files as this JVM. */
public final class LightJvm {
    /**
     * Quick to start, small. Left to itself, the JVM fills an eighth of a gigabyte before it collects, and compiles twice what
     * runs for a second. Stdout carries a protocol; there are two ways in which the JVM itself would write there, such as that
     * the heap is small.
     */
    public static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:MaxNewSize=32m",
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr");

    private LightJvm() {}

    /** The {@code java} of this JVM. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
    }

    /** The jars or directories that some classes are from, each once. */
    public static List<Path> classPath(List<Class<?>> classes) {
        var classPath = new LinkedHashSet<Path>();
        classes.forEach(type -> classPath.add(origin(type)));
        return List.copyOf(classPath);
    }

    /** Two arguments. */
    public static List<String> classPathOption(List<Path> classPath) {
        return List.of("-cp", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("class path entry of " + type.getName(), impossible);
        }
    }
}
