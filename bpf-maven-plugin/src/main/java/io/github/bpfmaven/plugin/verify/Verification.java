package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.inject.Inject;
import javax.xml.stream.XMLStreamException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.file.WholeFile;
import io.github.bpfmaven.plugin.inspect.InspectException;
import io.github.bpfmaven.plugin.inspect.ObjectFiles;

/** Asks kernels about a project's objects, writes down what they say, and compares it with what they said before. */
public final class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final Kernels kernels;

    @Inject
    Verification(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * @throws VerifyException if a kernel refuses what it took before, or took never; if a test fails; if a kernel that must
     *     be asked can't be had; or if there is nothing to verify
     * @throws IOException if something can't be read or written
     */
    public void run(VerifyRequest request) throws VerifyException, IOException {
        var objects = objects(request);
        checkNames(request.kernels());
        checkTests(request.tests(), objects);
        var baseline = Baseline.read(request.baseline().file());
        var results = kernels.ask(request.kernels(), new KernelRun(objects, request.tests()));
        write(request.reportDirectory(), results);
        TextTable.of(results).forEach(LOG::info);
        var problems = new ArrayList<String>();
        if (request.baseline().update()) {
            baseline.with(TextTable.asked(results)).write(request.baseline().file());
            LOG.info("Wrote {}", request.baseline().file());
        } else {
            problems.addAll(compare(request.baseline(), baseline, TextTable.asked(results)));
            if (!problems.isEmpty() && baseline.isEmpty()) {
                problems.add("If that is to be so, mvn bpf:verify -Dbpf.verify.update writes it into "
                        + request.baseline().file() + "; from then on the build fails where it gets worse");
            }
        }
        problems.addAll(otherProblems(results));
        warnOfNothing(request.tests(), TextTable.asked(results));
        if (!problems.isEmpty()) {
            throw new VerifyException(problems.stream()
                    .collect(Collectors.joining("\n", "", "\nThe reports are in " + request.reportDirectory())));
        }
    }

    private static List<VerifiedObject> objects(VerifyRequest request) throws VerifyException, IOException {
        for (var place : request.objects()) {
            // One that was named is not looked for elsewhere.
            if (Files.exists(place) || request.objects().size() == 1) {
                try {
                    var objects = new ArrayList<VerifiedObject>();
                    for (var file : ObjectFiles.in(place, "bpf.verify.objects")) {
                        objects.add(VerifiedObject.of(file));
                    }
                    VerifiedObject.requireDistinct(objects);
                    return objects;
                } catch (InspectException none) {
                    throw new VerifyException(none.getMessage(), none);
                }
            }
        }
        throw new VerifyException("The project has built no objects: there is neither "
                + request.objects().stream().map(Path::toString).collect(Collectors.joining(" nor "))
                + ". Run bpf:compile first, or name an object or a jar with -Dbpf.verify.objects=FILE");
    }

    /** Two of one name would be one line of the baseline. */
    private static void checkNames(List<KernelChoice> kernels) throws VerifyException {
        var images = new TreeMap<String, Path>();
        for (var kernel : kernels) {
            if (kernel instanceof KernelChoice.Image image) {
                var other = images.put(image.name(), image.image());
                if (other != null) {
                    throw new VerifyException("Two kernels are called '" + image.name() + "', " + other + " and "
                            + image.image() + ": give one of them another <name>, or name it once");
                }
            }
        }
    }

    /** A test whose object has another name by now would pass for ever. */
    private static void checkTests(List<ProgramTest> tests, List<VerifiedObject> objects) throws VerifyException {
        for (var test : tests) {
            if (objects.stream().noneMatch(object -> test.isOf(object.name()))) {
                throw new VerifyException("<test> '" + test.name() + "': there is no object '" + test.object()
                        + "', but "
                        + objects.stream().map(VerifiedObject::name).distinct().toList());
            }
        }
    }

    private static void write(Path directory, List<KernelResult> results) throws IOException {
        var text = TextTable.of(results).stream().collect(Collectors.joining("\n", "", "\n"));
        WholeFile.write(directory.resolve("verify.txt"), text.getBytes(StandardCharsets.UTF_8));
        WholeFile.write(
                directory.resolve(VerifyFile.NAME), VerifyJson.of(results).getBytes(StandardCharsets.UTF_8));
        try {
            WholeFile.write(
                    directory.resolve("TEST-bpf-verify.xml"),
                    JunitReport.of(results).getBytes(StandardCharsets.UTF_8));
        } catch (XMLStreamException failed) {
            throw new IOException("can't write TEST-bpf-verify.xml: " + failed.getMessage(), failed);
        }
    }

    private static List<String> compare(
            VerifyRequest.BaselineRequest request, Baseline baseline, List<KernelResult.Asked> kernels) {
        var problems = new ArrayList<String>();
        for (var kernel : kernels) {
            var comparison = baseline.compare(kernel, request.growth());
            problems.addAll(comparison.worse());
            if (baseline.knows(kernel.kernel())) {
                comparison
                        .other()
                        .forEach(news -> LOG.warn(
                                "{}; mvn bpf:verify -Dbpf.verify.update takes that into {}", news, request.file()));
            }
        }
        return problems;
    }

    /** Where nothing was asked, nothing was refused. */
    private static void warnOfNothing(List<ProgramTest> tests, List<KernelResult.Asked> kernels) {
        for (var kernel : kernels) {
            if (kernel.programs().isEmpty()) {
                LOG.warn(
                        "{} was asked about nothing: no object has programs for {} and its byte order",
                        kernel.kernel(),
                        kernel.machine());
            }
        }
        for (var test : tests) {
            if (!kernels.isEmpty()
                    && kernels.stream()
                            .flatMap(kernel -> kernel.tests().stream())
                            .noneMatch(result -> result.test().equals(test.name()))) {
                LOG.warn(
                        "Test '{}' was run nowhere: '{}' is for none of the kernels that were asked",
                        test.name(),
                        test.object());
            }
        }
    }

    private static List<String> otherProblems(List<KernelResult> results) {
        var problems = new ArrayList<String>();
        for (var result : results) {
            if (result instanceof KernelResult.Asked asked) {
                asked.tests().stream()
                        .filter(TestResult::failed)
                        .forEach(test -> problems.add("test '" + test.test() + "' of " + test.object() + ": "
                                + test.program() + " failed on " + asked.kernel() + ": "
                                + String.join("; ", test.differences())));
            } else if (result instanceof KernelResult.Absent absent) {
                var sentence = absent.kernel() + " was not asked: " + absent.reason();
                if (absent.consequence() == KernelChoice.WhenAbsent.FAIL) {
                    problems.add(sentence);
                } else {
                    LOG.warn(sentence);
                }
            }
        }
        return problems;
    }
}
