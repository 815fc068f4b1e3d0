package io.github.bpfmaven.toolchain;

import java.util.ArrayList;
import java.util.List;

/**
 * What is taken from a jar of LLVM's native parts, and where in an LLVM prefix it goes. As data, so that the names in
 * the jar never become paths: an entry can't be written to a place that doesn't stand here.
 *
 * @param files in no particular order
 */
public record LlvmLayout(List<File> files) {
    /** Freestanding headers. Those for a processor's intrinsics (14 MiB) are of no use to BPF. */
    private static final List<String> HEADERS = List.of(
            "__stdarg___gnuc_va_list.h",
            "__stdarg___va_copy.h",
            "__stdarg_header_macro.h",
            "__stdarg_va_arg.h",
            "__stdarg_va_copy.h",
            "__stdarg_va_list.h",
            "__stddef_header_macro.h",
            "__stddef_max_align_t.h",
            "__stddef_null.h",
            "__stddef_nullptr_t.h",
            "__stddef_offsetof.h",
            "__stddef_ptrdiff_t.h",
            "__stddef_rsize_t.h",
            "__stddef_size_t.h",
            "__stddef_unreachable.h",
            "__stddef_wchar_t.h",
            "__stddef_wint_t.h",
            "float.h",
            "iso646.h",
            "limits.h",
            "stdalign.h",
            "stdarg.h",
            "stdatomic.h",
            "stdbool.h",
            "stdckdint.h",
            "stddef.h",
            "stdint.h",
            "stdnoreturn.h");

    public LlvmLayout {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param entry its name in the jar
     * @param target its path below the prefix, with slashes
     * @param executable whether it is a program
     */
    public record File(String entry, String target, boolean executable) {}

    /** The layout of {@code org.bytedeco:llvm}'s jar for a host. */
    public static LlvmLayout of(String llvmVersion, HostPlatform platform) {
        String root = "org/bytedeco/llvm/" + platform.classifier() + "/";
        List<File> files = new ArrayList<>();
        String clang = platform.isWindows() ? "clang.exe" : "clang";
        files.add(new File(root + clang, "bin/" + clang, true));
        if (platform.isWindows()) {
            // LLVM is linked into both; but jniLLVM.dll imports LTO.dll and Remarks.dll.
            for (String library : List.of("jniLLVM.dll", "LTO.dll", "Remarks.dll")) {
                files.add(new File(root + library, "lib/" + library, false));
            }
        } else {
            String extension = platform.isMac() ? ".dylib" : ".so";
            // On Linux the files need each other by soname (libLLVM.so.20.1), which the jar has no links for;
            // on macOS by install name (@rpath/libLLVM.dylib). All of them look in their own or in ../lib.
            String needed = platform.isMac() ? "" : "." + majorAndMinor(llvmVersion);
            for (String library : List.of("libLLVM", "libclang-cpp", "libLTO", "libRemarks")) {
                files.add(new File(root + library + extension, "lib/" + library + extension + needed, false));
            }
            files.add(new File(root + "libjniLLVM" + extension, "lib/libjniLLVM" + extension, false));
        }
        String include = "lib/clang/" + llvmVersion.split("\\.", 2)[0] + "/include/";
        for (String header : HEADERS) {
            files.add(new File(root + include + header, include + header, false));
        }
        return new LlvmLayout(files);
    }

    /** Where below the prefix clang is. */
    String program() {
        return files.stream()
                .filter(File::executable)
                .findFirst()
                .map(File::target)
                .orElseThrow(() -> new IllegalStateException("A layout has a clang"));
    }

    private static String majorAndMinor(String version) {
        String[] parts = version.split("\\.", 3);
        return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }
}
