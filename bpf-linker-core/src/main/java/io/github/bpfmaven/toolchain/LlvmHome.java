package io.github.bpfmaven.toolchain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An LLVM that was found to work on this machine: clang, and the libraries that links run on.
 *
 * @param directory the prefix, usually with {@code bin} and {@code lib}
 * @param clang the compiler
 * @param version LLVM's, for example {@code 20.1.7}
 * @param identity for fingerprints: changes whenever the LLVM may produce other bytes; without a path in it
 * @param jniLibraryDirectory what a worker's {@code java.library.path} must be, so that JavaCPP finds {@code jniLLVM}
 *     there (with {@code org.bytedeco.javacpp.pathsfirst=true}). Empty for an LLVM as distributions pack it, which
 *     never has this library: then it has to come from {@code org.bytedeco:llvm}, see
 *     {@link #withLinkLibrariesOf(LlvmHome)}.
 */
public record LlvmHome(
        Path directory, Path clang, String version, String identity, Optional<Path> jniLibraryDirectory) {
    private static final List<String> JNI_LIBRARIES = List.of("libjniLLVM.so", "libjniLLVM.dylib", "jniLLVM.dll");

    /** An LLVM below a prefix, whose link libraries are there if {@code lib} has JavaCPP's. */
    static LlvmHome of(Path directory, Path clang, String version, String identity) {
        Path lib = directory.resolve("lib");
        Optional<Path> jni = JNI_LIBRARIES.stream()
                .map(lib::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(library -> lib);
        return new LlvmHome(directory, clang, version, identity, jni);
    }

    /** Where LLVM's own libraries are: {@code lib}. Those for links are in {@link #jniLibraryDirectory()}. */
    public Path libraryDirectory() {
        return directory.resolve("lib");
    }

    /**
     * This clang with another LLVM's link libraries.
     *
     * @param other has a {@link #jniLibraryDirectory()}
     */
    public LlvmHome withLinkLibrariesOf(LlvmHome other) {
        return new LlvmHome(
                directory, clang, version, identity + ", linked by " + other.identity, other.jniLibraryDirectory);
    }
}
