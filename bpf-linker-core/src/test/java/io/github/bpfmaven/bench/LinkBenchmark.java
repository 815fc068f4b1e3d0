package io.github.bpfmaven.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.testing.TestTools;
import io.github.bpfmaven.worker.LinkWorker;

/** Links a second of the test programs in one warm worker, on one thread and on four, and against LLVM's own tools. */
final class LinkBenchmark {
    private static final int RUNS = 5;
    private static final int ROUNDS = 6;

    private LinkBenchmark() {}

    /** @param arguments a directory for the bitcode */
    public static void main(String[] arguments) throws Exception {
        var directory = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        var links = new TestLinks(directory);
        var requests = new ArrayList<LinkRequest>();
        for (var program : TestProgram.in(TestProgram.ROOT)) {
            requests.add(links.single(program, BpfTarget.host()));
        }
        System.out.println(requests.size() + " programs; links a second, minimum / median / maximum of " + RUNS);
        for (var threads : List.of(1, 4)) {
            System.out.println(threads + " threads: " + inWorker(requests, threads));
        }
        System.out.println("llvm-link | llc, one after the other: " + withTools(directory, requests));
    }

    private static String inWorker(List<LinkRequest> requests, int threads) throws Exception {
        try (var worker = LinkWorker.start(TestLlvm.worker(threads))) {
            round(worker, requests);
            round(worker, requests);
            var rates = new double[RUNS];
            for (var run = 0; run < RUNS; run++) {
                var start = System.nanoTime();
                for (var i = 0; i < ROUNDS; i++) {
                    round(worker, requests);
                }
                rates[run] = ROUNDS * requests.size() / ((System.nanoTime() - start) / 1e9);
            }
            return spread(rates);
        }
    }

    private static void round(LinkWorker worker, List<LinkRequest> requests) throws Exception {
        var results = new ArrayList<CompletableFuture<LinkResult>>();
        requests.forEach(request -> results.add(worker.link(request)));
        for (var result : results) {
            if (result.get() instanceof LinkResult.Failed failed) {
                throw new IllegalStateException(failed.toString());
            }
        }
    }

    private static String withTools(Path directory, List<LinkRequest> requests) throws Exception {
        TestTools.find("llvm-link");
        TestTools.find("llc");
        var rates = new double[RUNS];
        for (var run = 0; run < RUNS; run++) {
            var start = System.nanoTime();
            for (var request : requests) {
                var bitcode = directory.resolve(request.name().replaceFirst("\\.c$", "") + "_"
                        + BpfTarget.host().triple() + ".bc");
                TestTools.run(directory, "llvm-link", bitcode.toString(), "-o", "linked.bc");
                TestTools.run(
                        directory,
                        "llc",
                        "-march=" + BpfTarget.host().triple(),
                        "-mcpu=v3",
                        "-filetype=obj",
                        "linked.bc",
                        "-o",
                        "linked.o");
            }
            rates[run] = requests.size() / ((System.nanoTime() - start) / 1e9);
        }
        return spread(rates);
    }

    private static String spread(double[] rates) {
        Arrays.sort(rates);
        return "%.0f / %.0f / %.0f".formatted(rates[0], rates[rates.length / 2], rates[rates.length - 1]);
    }
}
