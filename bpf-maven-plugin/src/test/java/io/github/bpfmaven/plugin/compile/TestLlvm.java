package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.Path;

import io.github.bpfmaven.toolchain.HostPlatform;
import io.github.bpfmaven.toolchain.LlvmArchive;
import io.github.bpfmaven.toolchain.LlvmHome;
import io.github.bpfmaven.toolchain.LlvmInstaller;
import io.github.bpfmaven.toolchain.LlvmRelease;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.toolchain.ToolchainListener;

/** The LLVM that the plugin would use on this host, unpacked from the test class path into the cache of the build. */
public final class TestLlvm {
    private TestLlvm() {}

    public static Path cache() {
        return Path.of(System.getProperty("bpf.cacheDirectory", "target/toolchain"))
                .toAbsolutePath();
    }

    public static LlvmHome home() {
        try {
            var archive = LlvmRelease.PINNED.archive(
                    HostPlatform.require(System.getProperty("os.name"), System.getProperty("os.arch")));
            return new LlvmInstaller(cache(), ToolchainListener.silent()).install(archive, () -> jar(archive));
        } catch (ToolchainException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path jar(LlvmArchive archive) {
        try {
            var entry = TestLlvm.class
                    .getClassLoader()
                    .getResource(archive.layout().files().get(0).entry());
            return Path.of(
                    ((JarURLConnection) entry.openConnection()).getJarFileURL().toURI());
        } catch (IOException | URISyntaxException missing) {
            throw new IllegalStateException("LLVM's natives are not on the test class path", missing);
        }
    }
}
