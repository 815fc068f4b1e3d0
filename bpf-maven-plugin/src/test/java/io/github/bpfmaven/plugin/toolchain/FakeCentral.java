package io.github.bpfmaven.plugin.toolchain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.impl.ArtifactDescriptorReader;
import org.eclipse.aether.impl.DefaultServiceLocator;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.spi.connector.RepositoryConnectorFactory;
import org.eclipse.aether.transfer.NoRepositoryConnectorException;

import io.github.bpfmaven.toolchain.HostPlatform;
import io.github.bpfmaven.toolchain.LlvmLayout;
import io.github.bpfmaven.toolchain.LlvmRelease;
import io.github.bpfmaven.toolchain.Sha256;

/** A local repository with a small LLVM for this host in it, and Maven's own resolver to get it. */
final class FakeCentral {
    static final HostPlatform HOST = HostPlatform.of(System.getProperty("os.name"), System.getProperty("os.arch"))
            .orElseThrow();

    private static final String VERSION = "20.1.7-1.5.12";
    private static final String CLANG = """
            #!/bin/sh
            case "$1" in
            --version) echo 'clang version 20.1.7';;
            --print-targets) echo '    bpfeb - BPF'; echo '    bpfel - BPF';;
            esac
            """;

    private final Path directory;
    private final RepositorySystem system;

    FakeCentral(Path directory) {
        this.directory = directory;
        DefaultServiceLocator locator = MavenRepositorySystemUtils.newServiceLocator();
        // Maven's own reader of POMs needs plexus-xml; no POM is read here.
        locator.setServices(ArtifactDescriptorReader.class, (ArtifactDescriptorReader) (session, request) -> {
            throw new UnsupportedOperationException(request.toString());
        });
        locator.setServices(RepositoryConnectorFactory.class, new Unreachable());
        this.system = locator.getService(RepositorySystem.class);
    }

    RepositorySystem system() {
        return system;
    }

    Path localRepository() {
        return directory.resolve("repository");
    }

    DefaultRepositorySystemSession session() {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(
                session, new LocalRepository(localRepository().toFile())));
        return session;
    }

    /** Where the resolver looks for the native parts. */
    Path jarInRepository() throws IOException {
        Path parent = localRepository().resolve("org/bytedeco/llvm").resolve(VERSION);
        Files.createDirectories(parent);
        return parent.resolve("llvm-" + VERSION + "-" + HOST.classifier() + ".jar");
    }

    /** Writes a jar as Central has it, but for the size of the files. */
    static Path writeJar(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (LlvmLayout.File one : LlvmLayout.of("20.1.7", HOST).files()) {
                zip.putNextEntry(new ZipEntry(one.entry()));
                zip.write(one.executable() ? CLANG.getBytes(StandardCharsets.UTF_8) : new byte[] {1, 2, 3});
                zip.closeEntry();
            }
        }
        return file;
    }

    /** A release whose digest is this jar's. */
    static LlvmRelease release(Path jar) throws IOException {
        LlvmRelease.Jar one = new LlvmRelease.Jar(Sha256.of(jar), Files.size(jar), 3 << 20);
        return new LlvmRelease("20.1.7", VERSION, Map.of(HOST, one));
    }

    /** A network that reaches no repository. */
    private static final class Unreachable implements RepositoryConnectorFactory {
        @Override
        public RepositoryConnector newInstance(RepositorySystemSession session, RemoteRepository repository)
                throws NoRepositoryConnectorException {
            throw new NoRepositoryConnectorException(repository, "the network is down");
        }

        @Override
        public float getPriority() {
            return 0;
        }
    }

    /** An installed LLVM without a link library, as distributions have it. */
    static Path installed(Path prefix) throws IOException {
        Path clang = Files.createDirectories(prefix.resolve("bin")).resolve("clang");
        Files.writeString(clang, CLANG);
        if (!clang.toFile().setExecutable(true)) {
            throw new IOException("Can't make " + clang + " executable");
        }
        return prefix;
    }
}
