package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a clang didn't start, in words that say what to do. */
final class ClangFailure {
    private static final Pattern SYMBOL_VERSION = Pattern.compile("version [`'](GLIBC|GLIBCXX|CXXABI)_([0-9.]+)' not");
    private static final Pattern MISSING_LIBRARY =
            Pattern.compile("error while loading shared libraries: (\\S+): cannot open shared object file");
    private static final Map<String, String> PACKAGES = Map.of(
            "libz.so.1", "zlib (Debian and Ubuntu: zlib1g; Fedora and RHEL: zlib)",
            "libstdc++.so.6", "libstdc++ (Debian and Ubuntu: libstdc++6; Fedora and RHEL: libstdc++)",
            "libgcc_s.so.1", "libgcc (Debian and Ubuntu: libgcc-s1; Fedora and RHEL: libgcc)");

    /** Windows: STATUS_DLL_NOT_FOUND, and STATUS_ENTRYPOINT_NOT_FOUND from a DLL that is too old. */
    private static final int DLL_NOT_FOUND = 0xC0000135;

    private static final int ENTRY_POINT_NOT_FOUND = 0xC0000139;

    /** Syntax error, can't be executed, not found. */
    private static final List<Integer> SHELL_FAILURES = List.of(2, 126, 127);

    private final Path clang;

    ClangFailure(Path clang) {
        this.clang = clang;
    }

    /** It could not be started at all. */
    ToolchainException ofStart(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        String reason;
        if (message.contains("error=13")) {
            reason = "it isn't executable, or is on a file system mounted noexec. For the LLVM that is unpacked into "
                    + "cacheDirectory: set bpf.cacheDirectory to a directory where programs may run";
        } else if (message.contains("error=8,") || message.contains("error=193")) {
            reason = "it is a program for another kind of machine";
        } else if (message.contains("error=2,")) {
            // The file is there: the kernel means the program interpreter that the file names.
            reason = "its dynamic loader is missing, as on a host without glibc (Alpine?)";
        } else {
            reason = message;
        }
        return new ToolchainException(clang + " doesn't start: " + reason + ".", cause);
    }

    /** It was started and ended with an error. */
    ToolchainException ofExit(String argument, int status, String output) {
        String reason = ofLoader(output)
                .or(() -> ofWindows(status))
                .or(() -> ofShell(status))
                .orElseGet(() -> "exit status " + status);
        String said = output.isBlank() ? "" : System.lineSeparator() + output.strip();
        return new ToolchainException(clang + " " + argument + " failed: " + reason + "." + said);
    }

    private static Optional<String> ofLoader(String output) {
        Matcher version = SYMBOL_VERSION.matcher(output);
        if (version.find()) {
            String library = version.group(1).equals("GLIBC") ? "glibc" : "libstdc++";
            return Optional.of("this host's " + library + " is too old, it doesn't have " + version.group(1) + "_"
                    + version.group(2) + ". LLVM from Maven Central needs glibc 2.34 and the libstdc++ of GCC 12, as "
                    + "in Debian 12, Ubuntu 22.04 or Fedora 36: build there");
        }
        Matcher missing = MISSING_LIBRARY.matcher(output);
        if (missing.find()) {
            String library = missing.group(1);
            String todo = Optional.ofNullable(PACKAGES.get(library))
                    .map(name -> "install " + name)
                    .orElse("install the package that has it");
            return Optional.of("this host has no " + library + "; " + todo);
        }
        return Optional.empty();
    }

    /** What the kernel can't execute (ENOEXEC), the JDK gives to a shell: childproc.c, execve_as_traditional_shell_script. */
    private Optional<String> ofShell(int status) {
        return SHELL_FAILURES.contains(status) && isElf()
                ? Optional.of("it is a program for another kind of machine")
                : Optional.empty();
    }

    private boolean isElf() {
        try (InputStream file = Files.newInputStream(clang)) {
            return Arrays.equals(file.readNBytes(4), new byte[] {0x7f, 'E', 'L', 'F'});
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Optional<String> ofWindows(int status) {
        if (status == DLL_NOT_FOUND || status == ENTRY_POINT_NOT_FOUND) {
            return Optional.of("the Microsoft Visual C++ runtime (MSVCP140.dll, VCRUNTIME140.dll, VCRUNTIME140_1.dll) "
                    + "is missing or too old; install the Visual C++ Redistributable for x64, "
                    + "https://aka.ms/vs/17/release/vc_redist.x64.exe");
        }
        return Optional.empty();
    }
}
