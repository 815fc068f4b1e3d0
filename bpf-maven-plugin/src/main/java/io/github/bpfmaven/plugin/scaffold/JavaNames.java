package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.lang.model.SourceVersion;

import io.github.bpfmaven.plugin.names.Identifiers;

import static javax.lang.model.SourceVersion.RELEASE_17;

/**
 * From the path of a program source to the name of its Java class.
 *
 * <ul>
 *   <li>The directories below the source directory are the package; at the top it is the base package. In each
 *       segment, characters that Java allows in no identifier become {@code _}, a leading digit gets a {@code _} before
 *       it and a keyword one after it: {@code my-dir} is {@code my_dir}, {@code 1st} is {@code _1st}, {@code new} is
 *       {@code new_}.
 *   <li>The file's name without {@code .bpf} and its extension is the stem. Its parts between characters that are no
 *       letters or digits begin with a capital and keep the rest: {@code xdp_drop-all.bpf.c} is {@code XdpDropAllBpf}.
 *       A leading digit gets a {@code _} before it.
 * </ul>
 *
 * <p>Each name depends on its own path alone, so another source never changes it; two paths that come to the same name
 * are refused.
 */
public final class JavaNames {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final String CLASS_SUFFIX = "Bpf";

    private JavaNames() {}

    /**
     * Names the classes of all sources of a module.
     *
     * @param basePackage package of the sources that lie in no subdirectory
     * @param sources paths relative to the source directory
     * @return the class of each source, in the order given
     * @throws ScaffoldException if two sources come to one class (also if only case tells the two apart, since file
     *     systems differ in whether they do), or a source has no name before its extension
     * @throws IllegalArgumentException if the base package is no package name, or a path is no relative one
     */
    public static Map<Path, GeneratedClass> forSources(String basePackage, Collection<Path> sources) {
        Map<Path, GeneratedClass> named = new LinkedHashMap<>();
        Map<String, Path> taken = new HashMap<>();
        for (Path source : sources) {
            GeneratedClass name = forSource(basePackage, source);
            Path other = taken.putIfAbsent(name.qualifiedName().toLowerCase(Locale.ROOT), source);
            if (other != null && !other.equals(source)) {
                throw new ScaffoldException("%s and %s would both be the Java class %s: rename one of them"
                        .formatted(other, source, name.qualifiedName()));
            }
            named.put(source, name);
        }
        return named;
    }

    /**
     * Makes a package name of a text such as a groupId: {@code io.github.bpf-maven} is {@code io.github.bpf_maven}.
     *
     * @param dotted segments with dots between them; each is made an identifier by the rule of this class
     */
    public static String packageName(String dotted) {
        return Stream.of(dotted.split("\\.")).map(JavaNames::segment).collect(Collectors.joining("."));
    }

    static GeneratedClass forSource(String basePackage, Path source) {
        if (source.getRoot() != null || !source.normalize().equals(source) || source.startsWith("..")) {
            throw new IllegalArgumentException("not a path below the source directory: " + source);
        }
        String stem = stem(source);
        Path directory = source.getParent();
        String packageName = directory == null
                ? basePackage
                : StreamSupport.stream(directory.spliterator(), false)
                        .map(name -> segment(name.toString()))
                        .collect(Collectors.joining("."));
        return new GeneratedClass(packageName, className(stem), stem);
    }

    private static String stem(Path source) {
        String file = source.getFileName().toString();
        int extension = file.lastIndexOf('.');
        String withoutExtension = extension < 0 ? file : file.substring(0, extension);
        String stem = withoutExtension.endsWith(".bpf")
                ? withoutExtension.substring(0, withoutExtension.length() - ".bpf".length())
                : withoutExtension;
        if (stem.isEmpty()) {
            throw new ScaffoldException(source + " has no name before its extension: rename it to name" + file);
        }
        return stem;
    }

    private static String className(String stem) {
        String camelCase = BETWEEN_WORDS
                .splitAsStream(stem)
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return segment(camelCase + CLASS_SUFFIX);
    }

    /** Makes a segment of a package an identifier that is no keyword. */
    private static String segment(String text) {
        String identifier = Identifiers.identifier(text);
        return SourceVersion.isKeyword(identifier, RELEASE_17) ? identifier + "_" : identifier;
    }
}
