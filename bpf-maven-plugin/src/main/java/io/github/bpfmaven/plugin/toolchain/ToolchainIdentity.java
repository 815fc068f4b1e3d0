package io.github.bpfmaven.plugin.toolchain;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which LLVM a build gets, known before it is there.
 *
 * @param name changes whenever the LLVM may make other bytes
 * @param jar one whose content counts beside that: the user has added it to the plugin's dependencies, and no digest of it is
 *     known beforehand; empty if there is none
 */
public record ToolchainIdentity(String name, Optional<Path> jar) {}
