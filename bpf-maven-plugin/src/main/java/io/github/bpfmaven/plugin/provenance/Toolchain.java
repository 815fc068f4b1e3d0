package io.github.bpfmaven.plugin.provenance;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which LLVM has made an object.
 *
 * @param version its Maven version, such as {@code 20.1.7-1.5.12}; LLVM's own if it is a directory of the user's
 * @param sha256 a digest over its jars for all hosts, or over the programs of the directory; empty for one of another version that
 *     the user has chosen, and that the plugin knows no digest of
 * @param isDirectory whether it was a directory of the user's
 * @param linker the LLVM that has linked, if that was another one
 */
public record Toolchain(String version, Optional<String> sha256, boolean isDirectory, Optional<Toolchain> linker) {
    private static final Pattern NAME = Pattern.compile("(?<directory>directory )?(?<version>[^ ,]+)"
            + "(?: sha256:(?<digest>[0-9a-f]{64}))?(?:, linked by (?<linker>.*))?");

    /**
     * The LLVM that a lock's line names.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static Toolchain of(String lockName) {
        var matcher = NAME.matcher(lockName);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + lockName + "' names no LLVM");
        }
        return new Toolchain(
                matcher.group("version"),
                Optional.ofNullable(matcher.group("digest")),
                matcher.group("directory") != null,
                Optional.ofNullable(matcher.group("linker")).map(Toolchain::of));
    }
}
