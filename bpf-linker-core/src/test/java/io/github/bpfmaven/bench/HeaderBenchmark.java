package io.github.bpfmaven.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import io.github.bpfmaven.header.BtfSource;
import io.github.bpfmaven.header.HeaderOptions;
import io.github.bpfmaven.header.VmlinuxHeader;

/** Seconds from a kernel's BTF to its header, in a JVM that has just started and in one that has done it before; and bpftool's. */
final class HeaderBenchmark {
    private static final int WARM_UP = 30;
    private static final int RUNS = 11;

    private HeaderBenchmark() {}

    /** @param arguments a file with BTF */
    public static void main(String[] arguments) throws Exception {
        var btf = Path.of(arguments[0]);
        System.out.printf("just started %.3f s%n", ours(btf));
        for (var i = 0; i < WARM_UP; i++) {
            ours(btf);
        }
        var warm = new double[RUNS];
        var bpftool = new double[RUNS];
        for (var i = 0; i < RUNS; i++) {
            warm[i] = ours(btf);
            bpftool[i] = bpftool(btf);
        }
        print("warm", warm);
        print("bpftool", bpftool);
    }

    private static double ours(Path btf) throws Exception {
        var start = System.nanoTime();
        var source = BtfSource.read(Files.readAllBytes(btf), Optional.empty());
        var header = VmlinuxHeader.of(source.btf(), HeaderOptions.everything());
        var seconds = (System.nanoTime() - start) / 1e9;
        if (header.isEmpty()) {
            throw new IllegalStateException();
        }
        return seconds;
    }

    private static double bpftool(Path btf) throws Exception {
        var start = System.nanoTime();
        var process = new ProcessBuilder("bpftool", "btf", "dump", "file", btf.toString(), "format", "c")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("bpftool failed");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String what, double[] seconds) {
        Arrays.sort(seconds);
        System.out.printf("%s %.3f / %.3f / %.3f s%n", what, seconds[0], seconds[RUNS / 2], seconds[RUNS - 1]);
    }
}
