package io.github.bpfmaven.plugin.doctor;

import io.github.bpfmaven.plugin.incremental.PluginIdentity;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;

/**
 * What is to be examined.
 *
 * @param toolchain which LLVM builds would get
 * @param plugin this plugin
 * @param mavenVersion for example {@code 3.9.16}; empty text if it is not known
 * @param compile whether LLVM is fetched if it isn't there, and a program is compiled
 */
public record DoctorRequest(ToolchainRequest toolchain, PluginIdentity plugin, String mavenVersion, boolean compile) {}
