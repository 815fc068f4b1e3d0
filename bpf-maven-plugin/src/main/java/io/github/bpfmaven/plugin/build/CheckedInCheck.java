package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compare.ObjectComparison;
import io.github.bpfmaven.plugin.compare.TextComparison;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.lock.Drift;
import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Compares what is checked in with what the sources give. */
public final class CheckedInCheck {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private final BpfBuild build;

    @Inject
    CheckedInCheck(BpfBuild build) {
        this.build = build;
    }

    /**
     * Compares digests with what the lock says; no LLVM is looked for.
     *
     * @return how many programs there are
     * @throws BuildFailedException if something differs: says what, and what to do
     */
    public int fast(BuildRequest request) throws InvalidConfigurationException, BuildFailedException, IOException {
        var plan = plan(request);
        var checkedIn = CheckedIn.look(plan, build.anyLockName(request), FileDigests.none());
        var drifts = drifts(plan, checkedIn);
        refuse(request, drifts, Map.of());
        LOG.info("What is checked in is what the lock says, and that is what the sources were");
        return plan.sources().programs().size();
    }

    /**
     * Builds everything from its source, and compares all bytes.
     *
     * @param request of a build that compiles, in a directory of its own, which is cleared
     * @return how many programs there are
     * @throws BuildFailedException if something doesn't compile; or differs: says what, how, and what to do
     */
    public int whole(BuildRequest request)
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        var plan = plan(request);
        var checkedIn = CheckedIn.look(plan, build.lockName(request), FileDigests.none());
        var drifts = new ArrayList<>(drifts(plan, checkedIn));
        new WorkFiles(request.layout().workDirectory()).clear();
        var digests = FileDigests.none();
        var made = build.make(request, digests);
        var differences = new LinkedHashMap<String, List<String>>();
        if (made.isPresent()) {
            var lock = new LockMaker(made.get(), digests).lock(build.lockName(request));
            compare(made.get(), checkedIn, drifts, differences);
            compareLock(request, lock, drifts, differences);
        }
        refuse(request, drifts, differences);
        LOG.info("What is checked in is what the sources give, byte for byte");
        return plan.sources().programs().size();
    }

    private static ModulePlan plan(BuildRequest request) throws InvalidConfigurationException, IOException {
        var sources = request.sources();
        return ModulePlan.of(request, sources, request.layout().workDirectory().resolve("headers"));
    }

    private static List<Drift> drifts(ModulePlan plan, CheckedIn checkedIn) throws IOException {
        var drifts = new ArrayList<>(checkedIn.state().all());
        var tree = new CheckedInTree(plan.request().checkedIn().directory());
        if (plan.sources().programs().isEmpty() && tree.own().isEmpty()) {
            // Nothing is to be checked in, and nothing is.
            drifts.clear();
        }
        for (var extra : tree.extra(tree.own())) {
            var name = plan.names().name(extra);
            drifts.add(new Drift(Drift.Kind.EXTRA, name, name + " is there, and the lock doesn't speak of it"));
        }
        return drifts;
    }

    private static void compare(
            ModuleBuild.Outcome made, CheckedIn checkedIn, List<Drift> drifts, Map<String, List<String>> differences)
            throws IOException {
        var plan = made.plan();
        var directory = plan.request().checkedIn().directory();
        for (var objects : made.objects().entrySet()) {
            for (var object : objects.getValue()) {
                var file = directory.resolve(Lock.OBJECTS).resolve(object.resourcePath());
                if (Files.isRegularFile(file)) {
                    var bytes = Files.readAllBytes(file);
                    var now = made.content(object).bytes();
                    if (!Arrays.equals(bytes, now)) {
                        differences.put(plan.names().name(file), ObjectComparison.lines(bytes, now));
                        blame(plan, checkedIn, objects.getKey(), file, drifts);
                    }
                }
            }
            var path = plan.classes().get(objects.getKey()).sourcePath();
            var file = directory.resolve(Lock.JAVA).resolve(path);
            if (Files.isRegularFile(file)) {
                var text = Files.readAllBytes(file);
                var now = Files.readAllBytes(
                        plan.request().layout().javaDirectory().resolve(path));
                if (!Arrays.equals(text, now)) {
                    differences.put(plan.names().name(file), TextComparison.lines(text, now));
                    blame(plan, checkedIn, objects.getKey(), file, drifts);
                }
            }
        }
    }

    /** Where the digests had nothing to say against it. */
    private static void blame(ModulePlan plan, CheckedIn checkedIn, Source source, Path file, List<Drift> drifts) {
        if (checkedIn.state().holds(plan.name(source))) {
            var name = plan.names().name(file);
            drifts.add(new Drift(
                    Drift.Kind.BYTES,
                    name,
                    name + " is what the lock says, and not what " + plan.name(source)
                            + " gives: both were edited, or built by something else"));
        }
    }

    private static void compareLock(
            BuildRequest request, Lock lock, List<Drift> drifts, Map<String, List<String>> differences)
            throws IOException {
        var file = request.checkedIn().lock();
        if (drifts.isEmpty() && Files.isRegularFile(file)) {
            var text = Files.readAllBytes(file);
            var now = lock.text().getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(text, now)) {
                differences.put(Lock.NAME, TextComparison.lines(text, now));
                drifts.add(new Drift(
                        Drift.Kind.BYTES, Lock.NAME, Lock.NAME + " holds, and is not what bpf:update would write"));
            }
        }
    }

    private static void refuse(BuildRequest request, List<Drift> drifts, Map<String, List<String>> differences)
            throws BuildFailedException {
        if (drifts.isEmpty()) {
            return;
        }
        var message = new StringBuilder()
                .append(request.layout()
                        .paths()
                        .baseDirectory()
                        .relativize(request.checkedIn().directory()))
                .append(" is not what the sources give:\n")
                .append(Drift.list(drifts));
        // Both byte orders of an object differ in the same way as a rule.
        var alike = new LinkedHashMap<List<String>, List<String>>();
        differences.forEach((name, lines) ->
                alike.computeIfAbsent(lines, none -> new ArrayList<>()).add(name));
        alike.forEach((lines, names) -> {
            message.append("\n\n").append(String.join(", ", names)).append(", as checked in (-) and as built now (+):");
            lines.forEach(line -> message.append("\n  ").append(line));
        });
        throw new BuildFailedException(message.toString());
    }
}
