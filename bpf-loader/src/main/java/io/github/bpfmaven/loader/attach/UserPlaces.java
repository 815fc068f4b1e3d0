package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.KernelFiles;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.loader.user.Functions;
import io.github.bpfmaven.loader.user.UsdtProbe;

/**
 * Finds places in programs and libraries by names.
 *
 * <p>Source: {@code resolve_full_path} and {@code arch_specific_lib_paths} in {@code src/libbpf.c} of libbpf 1.8.
 */
final class UserPlaces {
    private static final String LIBRARIES = "/usr/lib64:/usr/lib";
    private static final String PROGRAMS = "/usr/bin:/usr/sbin";
    private static final Map<Machine, String> DEBIAN_NAMES = Map.of(
            Machine.X86_64, "x86_64",
            Machine.AARCH64, "aarch64",
            Machine.S390X, "s390x",
            Machine.RISCV64, "riscv64",
            Machine.PPC64LE, "powerpc64le",
            Machine.LOONGARCH64, "loongarch64");

    private final TargetKernel target;

    UserPlaces(TargetKernel target) {
        this.target = target;
    }

    /** The path of a program or a library, which is looked for where the system does if it is a name alone. */
    String path(String file) throws IOException {
        if (file.contains("/")) {
            return file;
        }
        boolean library = file.contains(".so");
        String own = Optional.ofNullable(System.getenv(library ? "LD_LIBRARY_PATH" : "PATH"))
                .orElse("");
        String usual = library
                ? LIBRARIES + ":/lib/" + DEBIAN_NAMES.get(target.kernel().machine()) + "-linux-gnu"
                : PROGRAMS;
        for (String directory : (own + ":" + usual).split(":")) {
            if (!directory.isEmpty() && isThere(directory + "/" + file)) {
                return directory + "/" + file;
            }
        }
        throw new IOException("there is no '" + file + "' in " + (library ? "LD_LIBRARY_PATH" : "PATH") + " or " + usual
                + "; give its path");
    }

    private boolean isThere(String path) throws IOException {
        try (Descriptor found = target.files().open(path, KernelFiles.READ_ONLY)) {
            return !found.isClosed();
        } catch (SystemCallException refused) {
            if (refused.is(Errno.ENOENT) || refused.is(Errno.ENOTDIR) || refused.is(Errno.EACCES)) {
                return false;
            }
            throw refused;
        }
    }

    /** Where a function begins in a file, in bytes. */
    long function(String path, String name) throws IOException {
        return functions(path).offset(name);
    }

    /** Where functions begin in a file, in bytes. */
    List<Long> functionsLike(String path, String pattern) throws IOException {
        return functions(path).matching(pattern);
    }

    private Functions functions(String path) throws IOException {
        return Functions.read(path, content(path));
    }

    List<UsdtProbe> probes(String path, String provider, String name) throws IOException {
        return UsdtProbe.find(path, content(path), provider, name);
    }

    private byte[] content(String path) throws IOException {
        return target.files().read(path).orElseThrow(() -> new IOException("there is no " + path));
    }
}
