package io.github.bpfmaven.testing;

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
import io.github.bpfmaven.worker.WorkerCommand;

/** The LLVM that the plugin would use on this host, unpacked from the test class path into the cache of the build. */
public final class TestLlvm {
    private TestLlvm() {}

    public static LlvmHome home() {
        var cache = Path.of(System.getProperty("bpf.cacheDirectory", "target/toolchain"));
        try {
            var archive = LlvmRelease.PINNED.archive(platform());
            return new LlvmInstaller(cache, ToolchainListener.silent()).install(archive, () -> jar(archive));
        } catch (ToolchainException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** This machine, as LLVM's natives are called after it. */
    static HostPlatform platform() {
        try {
            return HostPlatform.require(System.getProperty("os.name"), System.getProperty("os.arch"));
        } catch (ToolchainException unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    public static WorkerCommand worker(int threads) {
        return WorkerCommand.likeThisJvm(home().jniLibraryDirectory().orElseThrow(), threads);
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
