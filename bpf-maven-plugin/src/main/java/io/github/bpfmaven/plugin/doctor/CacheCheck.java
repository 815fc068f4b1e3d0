package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;
import io.github.bpfmaven.toolchain.HostPlatform;
import io.github.bpfmaven.toolchain.LlvmRelease;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Where LLVM is unpacked and results of builds are kept. */
final class CacheCheck implements Check {
    private static final String ELSEWHERE = "set -Dbpf.cacheDirectory to ";

    private final Machine machine;
    private final ToolchainRequest request;
    private final MavenToolchains toolchains;

    CacheCheck(Machine machine, ToolchainRequest request, MavenToolchains toolchains) {
        this.machine = machine;
        this.request = request;
        this.toolchains = toolchains;
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public List<Finding> examine() throws Exception {
        var cache = request.cache();
        if (Files.exists(cache) && !Files.isDirectory(cache)) {
            return List.of(Finding.error(cache + " is a file", ELSEWHERE + "a directory"));
        }
        var state = DirectoryState.of(cache, !machine.isWindows());
        var unpacked = unpacked();
        var text = cache + ", "
                + (Files.isDirectory(cache) ? Sizes.of(size(cache)) + " used" : "not there yet") + ", "
                + Sizes.of(state.freeBytes()) + " free";
        if (!state.runsPrograms()) {
            return List.of(Finding.error(
                    text + "; programs in it may not run (noexec?), and clang is one",
                    ELSEWHERE + "a directory where programs may run"));
        }
        if (state.refusal().isPresent()) {
            var refused = text + "; it can't be written: " + state.refusal().get();
            return List.of(
                    unpacked
                            ? Finding.warning(
                                    refused + "; LLVM is there, but results of builds are not kept",
                                    "set -Dbpf.buildCacheDirectory to one that can be written, or -Dbpf.cache=false")
                            : Finding.error(refused, ELSEWHERE + "one that can be written"));
        }
        var needed = unpacked ? 0 : needed();
        if (state.freeBytes() < needed) {
            return List.of(Finding.error(
                    text + "; LLVM needs " + Sizes.of(needed), "make room, or " + ELSEWHERE + "another file system"));
        }
        return List.of(Finding.ok(text));
    }

    private boolean unpacked() {
        try {
            return toolchains.installed(request).isPresent();
        } catch (ToolchainException noneForThisHost) {
            return false;
        }
    }

    private long needed() {
        return HostPlatform.of(machine.property("os.name"), machine.property("os.arch"))
                .map(platform -> LlvmRelease.PINNED.jar(platform).unpackedInBytes())
                .orElse(0L);
    }

    /** What is gone or hidden meanwhile does not count. */
    private static long size(Path directory) throws IOException {
        var sum = new long[1];
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }
}
