package io.github.bpfmaven.plugin.incremental;

/**
 * What a compile depends on, apart from files.
 *
 * @param plugin which says what else clang is told
 * @param toolchain which clang
 * @param flags fingerprint of target, flags and search path
 * @param source the source's name
 */
public record CompileKey(String plugin, String toolchain, String flags, String source) {
    String hex() {
        return Fingerprint.of("compile", plugin, toolchain, flags, source);
    }
}
