package io.github.bpfmaven.plugin.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.inject.Inject;

import io.github.bpfmaven.plugin.build.BpfBuild;
import io.github.bpfmaven.plugin.build.BuildFailedException;
import io.github.bpfmaven.plugin.build.BuildResult;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.build.WatchList;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.problem.Problem;
import io.github.bpfmaven.plugin.scaffold.ScaffoldException;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.worker.WorkerException;

/** Builds, waits until a file changes that counts, and builds again, until it is interrupted. No broken build ends it. */
public final class Watch {
    /** An editor that saves several files, or one in several steps, has done so after that. */
    private static final Duration QUIET = Duration.ofMillis(60);

    /** Names of changed files that are shown. */
    private static final int NAMES = 3;

    private final BpfBuild build;
    private final SharedWorkers workers;

    @Inject
    Watch(BpfBuild build, SharedWorkers workers) {
        this.build = build;
        this.workers = workers;
    }

    /**
     * Goes on until the thread is interrupted.
     *
     * @param modules what to build, in this order
     * @param poms files that say what the modules are: a change of one can't be taken over
     * @param directory from which files are named
     * @throws IOException if files can't be looked at
     */
    public void run(List<WatchedModule> modules, Set<Path> poms, Path directory, Screen screen)
            throws IOException, InterruptedException {
        workers.keepIdle();
        try (var changes = Changes.in(directory)) {
            var pomList = new WatchList(Set.of(), poms, Set.of());
            var stale = new TreeSet<Path>();
            var cause = "Watching "
                    + modules.stream().map(WatchedModule::name).distinct().collect(Collectors.joining(", "));
            var before = Snapshot.of(lists(modules, pomList));
            buildAll(modules, cause, screen);
            while (true) {
                var changed = next(modules, pomList, before, changes);
                before = Snapshot.of(lists(modules, pomList));
                changed.stream().filter(poms::contains).forEach(stale::add);
                changed.removeAll(poms);
                if (!changed.isEmpty()) {
                    buildAll(modules, names(changed, directory) + " changed", screen);
                }
                if (!stale.isEmpty()) {
                    screen.warn(names(stale, directory)
                            + " changed: end bpf:watch (Ctrl-C) and start it again to take that over");
                }
            }
        } finally {
            workers.endIdle();
        }
    }

    private static List<WatchList> lists(List<WatchedModule> modules, WatchList poms) {
        var lists = new ArrayList<WatchList>();
        modules.forEach(module -> lists.add(WatchList.of(module.request())));
        lists.add(poms);
        return lists;
    }

    /** The files that have changed, when no more do. */
    private static Set<Path> next(List<WatchedModule> modules, WatchList poms, Snapshot before, Changes changes)
            throws IOException, InterruptedException {
        var lists = lists(modules, poms);
        var now = Snapshot.of(lists);
        // What was read for the first time counts from here on.
        var known = now.changesSince(before).isEmpty() ? now : before;
        while (now.changesSince(known).isEmpty()) {
            changes.await(now.directories());
            now = Snapshot.of(lists);
        }
        while (true) {
            TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
            var later = Snapshot.of(lists);
            if (later.changesSince(now).isEmpty()) {
                var changed = later.changesSince(known);
                // Written and taken back is worth a look as well.
                return changed.isEmpty() ? now.changesSince(known) : changed;
            }
            now = later;
        }
    }

    private void buildAll(List<WatchedModule> modules, String cause, Screen screen) throws InterruptedException {
        var start = System.nanoTime();
        var problems = new CollectedProblems();
        var objects = 0;
        for (var module : modules) {
            objects += build(module, problems);
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var errors = problems.count(Problem.Severity.ERROR);
        var warnings = problems.count(Problem.Severity.WARNING);
        screen.clear();
        screen.say(
                String.format(Locale.ROOT, "%s: %s %.1f s", cause, errors == 0 ? "built in" : "failed after", seconds));
        screen.show(problems);
        screen.say((errors > 0 ? count(errors, "error") : objects > 0 ? count(objects, "object") : "Nothing to do")
                + (warnings == 0 ? "" : ", " + count(warnings, "warning"))
                + (errors == 0 ? "" : "; objects stay as the last good build left them")
                + ". Waiting for changes (Ctrl-C ends)");
    }

    private int build(WatchedModule module, CollectedProblems problems) throws InterruptedException {
        try {
            var result = build.run(module.request(), problems);
            return result instanceof BuildResult.Built built ? built.objects().size() : 0;
        } catch (BuildFailedException failure) {
            if (problems.count(Problem.Severity.ERROR) == 0) {
                problems.problem(error(failure));
            }
        } catch (InvalidConfigurationException
                | ScaffoldException
                | ToolchainException
                | WorkerException
                | IOException failure) {
            problems.problem(error(failure));
        }
        return 0;
    }

    private static Problem error(Exception failure) {
        return new Problem(Problem.Severity.ERROR, Optional.empty(), String.valueOf(failure.getMessage()), List.of());
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String names(Set<Path> files, Path directory) {
        var names = files.stream()
                .limit(NAMES)
                .map(file ->
                        file.startsWith(directory) ? directory.relativize(file).toString() : file.toString())
                .collect(Collectors.joining(", "));
        return files.size() > NAMES ? names + " and " + (files.size() - NAMES) + " more" : names;
    }
}
