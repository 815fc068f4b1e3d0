package io.github.bpfmaven.plugin.editor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

import org.codehaus.plexus.build.BuildContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.problem.Problem;

/**
 * Shows problems in an IDE, at their files and lines, and takes them away again. Headers have some, too, and no longer belong to
 * any source perhaps when these are mended: so it is written down which files have markers.
 */
final class ProblemMarkers implements BuildListener {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMarkers.class);

    private final BuildContext context;
    private final Path list;
    private final BuildListener log;
    private final TreeSet<String> marked = new TreeSet<>();

    /**
     * @param list which files have markers
     * @param log hears the same
     */
    ProblemMarkers(BuildContext context, Path list, BuildListener log) {
        this.context = context;
        this.list = list;
        this.log = log;
    }

    /** An IDE takes markers away when it is told to clean, whatever has changed since. */
    @Override
    public boolean wantsEverything() {
        return true;
    }

    @Override
    public void begins(List<Path> sources) {
        log.begins(sources);
        var files = new TreeSet<String>(before());
        sources.forEach(source -> files.add(source.toString()));
        files.forEach(file -> context.removeMessages(new File(file)));
        marked.clear();
        write();
    }

    @Override
    public void problem(Problem problem) {
        log.problem(problem);
        if (problem.severity() != Problem.Severity.NOTE && problem.place().isPresent()) {
            mark(problem, problem.place().get());
        }
    }

    /** A marker has a line of text; why and what to do stands in the log. */
    @Override
    public void explanation(Problem.Severity severity, String text) {
        log.explanation(severity, text);
    }

    private void mark(Problem problem, Problem.Place place) {
        var file = new File(place.file());
        if (!file.isFile()) {
            return;
        }
        context.addMessage(
                file,
                Math.max(1, place.line()),
                Math.max(1, place.column()),
                problem.message(),
                problem.severity() == Problem.Severity.ERROR
                        ? BuildContext.SEVERITY_ERROR
                        : BuildContext.SEVERITY_WARNING,
                null);
        if (marked.add(place.file())) {
            write();
        }
    }

    private List<String> before() {
        try {
            return Files.readAllLines(list);
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failure) {
            LOG.debug("{} can't be read: markers may stay", list, failure);
            return List.of();
        }
    }

    private void write() {
        try {
            if (marked.isEmpty()) {
                Files.deleteIfExists(list);
            } else {
                Files.createDirectories(list.getParent());
                Files.write(list, marked);
            }
        } catch (IOException failure) {
            LOG.debug("{} can't be written: markers may stay", list, failure);
        }
    }
}
