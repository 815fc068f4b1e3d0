package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Starts a clang, to see that it does, which one it is, and that it can compile for BPF. */
final class ClangProbe {
    private static final Pattern VERSION = Pattern.compile("clang version ((\\d+)(?:\\.\\d+)*)");
    private static final List<String> TARGETS = List.of("bpfel", "bpfeb");
    private static final int STARTS = 20;

    private final Path clang;

    ClangProbe(Path clang) {
        this.clang = clang;
    }

    /**
     * What a clang says of itself.
     *
     * @param line the first line, with the packager's additions
     * @param number for example {@code 20.1.7}
     * @param major for example 20
     */
    record Version(String line, String number, int major) {}

    /** @throws ToolchainException when it doesn't start, or isn't a clang */
    Version version() throws ToolchainException {
        String output = run("--version");
        String line = output.lines().findFirst().orElse("");
        Matcher matcher = VERSION.matcher(line);
        if (!matcher.find()) {
            throw new ToolchainException(clang + " --version doesn't speak of a clang version: \"" + line + "\"");
        }
        return new Version(line, matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    /** @throws ToolchainException when it can't compile for both byte orders of BPF */
    void requireBpf() throws ToolchainException {
        List<String> known = run("--print-targets")
                .lines()
                .map(line -> line.strip().split("\\s", 2)[0])
                .toList();
        String missing =
                TARGETS.stream().filter(target -> !known.contains(target)).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new ToolchainException(clang + " was built without the BPF target (missing from --print-targets: "
                    + missing + "). Take an LLVM that has it, or leave out <toolchain> to use the one from Maven "
                    + "Central.");
        }
    }

    private String run(String argument) throws ToolchainException {
        try {
            Process process = start(argument);
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new ClangFailure(clang).ofExit(argument, status, output);
            }
            return output;
        } catch (IOException e) {
            throw new ClangFailure(clang).ofStart(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolchainException("Interrupted while " + clang + " " + argument + " ran", e);
        }
    }

    /**
     * A program just written may be "busy" (error 26) for a moment: another thread of this JVM has forked while it was
     * open for writing, and its child holds the descriptor until it execs (JDK-8068370).
     */
    private Process start(String argument) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(clang.toString(), argument);
        builder.redirectErrorStream(true);
        for (int attempt = 1; ; attempt++) {
            try {
                return builder.start();
            } catch (IOException e) {
                if (attempt == STARTS || !String.valueOf(e.getMessage()).contains("error=26")) {
                    throw e;
                }
                Thread.sleep(10L * attempt);
            }
        }
    }
}
