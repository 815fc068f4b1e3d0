package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.inspect.Leak;
import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.object.Finding;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.incremental.LinkResults;
import io.github.bpfmaven.plugin.incremental.LintRecord;
import io.github.bpfmaven.plugin.incremental.UnitId;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.render.Look;
import io.github.bpfmaven.plugin.render.Renderer;
import io.github.bpfmaven.plugin.render.ReportText;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.problem.Explanations;

/** Gathers what a run of the pipeline gives, says what is wrong with it, and knows whether all of it is good. */
final class ModuleOutputs {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private final BuildRequest request;
    private final Map<Source, GeneratedClass> classes;
    private final DiagnosticLog log;
    private final LeakCheck leaks;
    private final ObjectWarnings warnings;
    private final LinkResults results;
    private final Rebuilds rebuilds;
    private final Renderer renderer;
    private final Map<Source, List<BuiltObject>> objects = new LinkedHashMap<>();
    private final TreeSet<Source> failed = new TreeSet<>();

    /**
     * @param listener hears what is wrong
     * @param roots where the files are that objects name
     * @param leaks what objects may not tell
     * @param results where good objects are taken down
     * @param renderer will write classes
     */
    ModuleOutputs(
            ModulePlan plan,
            BuildListener listener,
            SourceRoots roots,
            LeakCheck leaks,
            LinkResults results,
            Rebuilds rebuilds,
            Renderer renderer) {
        this.renderer = renderer;
        this.results = results;
        this.rebuilds = rebuilds;
        this.request = plan.request();
        this.leaks = leaks;
        this.classes = plan.classes();
        this.log = new DiagnosticLog(
                LOG,
                listener,
                request.layout().paths().baseDirectory(),
                roots,
                new Explanations(() -> KnownNames.of(request)));
        this.warnings = new ObjectWarnings(plan.lint(), request.layout().paths(), log);
    }

    /**
     * Waits for everything and reports it in the order of the sources, whatever the order in which it was done.
     *
     * @throws java.util.concurrent.CompletionException if something failed that is not the sources' fault
     */
    void collect(ObjectPipeline.Run run, Progress progress) throws IOException, InterruptedException {
        for (var future : run.libraries()) {
            var library = progress.await(future);
            reportCompile(library);
            if (!library.succeeded()) {
                log.report(
                        true,
                        request.layout().paths().file(library.unit().source()),
                        "compiled as library code, since <includes> doesn't name it; if it is no BPF code,"
                                + " put it into <excludes>");
            }
        }
        for (var program : run.programs()) {
            var result = progress.await(program);
            rebuilds.report(UnitId.of(result.compile().unit()));
            reportCompile(result.compile());
            if (result.link().isPresent()) {
                reportLink(result, result.link().get());
            }
        }
        rebuilds.report();
        rebuilds.reportRest();
        reportConstants(run.programs().stream().map(CompletableFuture::join).toList());
        reportNotes(run.programs().stream()
                .map(CompletableFuture::join)
                .flatMap(result -> result.link().stream())
                .toList());
    }

    /** A note about one link is of no interest; one that is made at every link is: that library is of use to nobody. */
    private void reportNotes(List<LinkOutcome> links) {
        var times = new LinkedHashMap<String, Integer>();
        for (var link : links) {
            link.diagnostics().stream()
                    .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.NOTE)
                    .forEach(note -> times.merge(note.message(), 1, Integer::sum));
        }
        times.forEach((message, count) -> {
            if (count == links.size()) {
                log.report(false, message);
            }
        });
    }

    /** What was built, source by source, in the order of the targets. */
    Map<Source, List<BuiltObject>> objects() throws BuildFailedException {
        if (!failed.isEmpty()) {
            throw new BuildFailedException((failed.size() == 1 ? "1 BPF source" : failed.size() + " BPF sources")
                    + " failed: " + failed + ". The messages above say where and why");
        }
        return objects;
    }

    private void reportCompile(Compiled result) {
        log.clang(result.diagnostics());
        // The arguments for one target are enough to look into it.
        if (!result.succeeded() && failed.add(result.unit().source())) {
            result.argumentsFile().ifPresent(this::sayHowToRunByHand);
        }
    }

    private void sayHowToRunByHand(Path arguments) {
        var base = request.layout().paths().baseDirectory();
        LOG.info("To run this compile by hand: cd {} && clang @{}", base, base.relativize(arguments));
    }

    private void reportConstants(List<ObjectPipeline.ProgramResult> programs) {
        var everywhere = new LinkedHashMap<NamePattern, Integer>();
        for (var program : programs) {
            if (program.compile().succeeded()) {
                program.constants().messages().forEach(log::constant);
            }
            program.constants().unmatched().forEach(pattern -> everywhere.merge(pattern, 1, Integer::sum));
        }
        everywhere.forEach((pattern, times) -> {
            if (times == programs.size()) {
                log.report(false, "<constants> " + pattern + " matches no macro and no enum constant of any source");
            }
        });
    }

    private void reportLink(ObjectPipeline.ProgramResult program, LinkOutcome link) throws IOException {
        var unit = program.compile().unit();
        var file = request.layout().paths().file(unit.source());
        log.linker(file, link.diagnostics());
        if (link instanceof LinkOutcome.Before before) {
            before.record().findings().forEach(finding -> log.report(false, file, finding));
            add(program, before.object(), lint(program, before));
        } else if (link instanceof LinkOutcome.Now now) {
            check(program, now, program.look().orElseThrow());
        } else {
            failed.add(unit.source());
        }
    }

    /** What was found when the object was made, or by another look. */
    private LintRecord lint(ObjectPipeline.ProgramResult program, LinkOutcome.Before before) throws IOException {
        if (program.look().isEmpty()) {
            return before.record().lint();
        }
        if (program.look().get() instanceof Look.Seen seen) {
            results.keep(UnitId.of(program.compile().unit()), before.record().with(seen.lint()));
            return seen.lint();
        }
        throw new IOException("an object that was good is damaged: "
                + before.object().source().file().map(Path::toString).orElse(""));
    }

    private void check(ObjectPipeline.ProgramResult program, LinkOutcome.Now link, Look look) throws IOException {
        var unit = program.compile().unit();
        var file = request.layout().paths().file(unit.source());
        if (look instanceof Look.Damaged damaged) {
            log.report(true, file, "the linked object is damaged: " + damaged.message());
            failed.add(unit.source());
        } else if (look instanceof Look.Seen seen) {
            var findings = new ArrayList<String>();
            if (isGood(file, seen, findings)) {
                var record = link.key()
                        .linked(link.inputs(), link.object().digest(), link.diagnostics(), findings, seen.lint());
                if (link.holds().getAsBoolean()) {
                    results.keep(UnitId.of(unit), record);
                    if (results.isShared()) {
                        results.share(
                                link.key(),
                                new LinkResults.Linked(record, link.object().bytes()));
                    }
                }
                add(program, link.object(), seen.lint());
            } else {
                failed.add(unit.source());
            }
        }
    }

    /** Says what is wrong. @param findings where all that was said is added */
    private boolean isGood(Path file, Look.Seen seen, List<String> findings) {
        var isGood = true;
        for (var finding : seen.findings()) {
            isGood &= isGood(file, finding.severity(), finding.message(), findings);
        }
        for (var leak : leaks.real(seen.leaks())) {
            var message = "the object tells of this machine: " + leak.message() + advice(leak);
            isGood &= isGood(file, leak.severity(), message, findings);
        }
        return isGood;
    }

    private String advice(Leak leak) {
        if (leak.severity() != Finding.Severity.ERROR) {
            return "";
        }
        var advice = leak.kind() == Leak.Kind.ABSOLUTE_FILE_NAME
                ? "; name its directory in <includeDirectories>, in place of an absolute -I in <compilerArgs>, or give #line a"
                        + " relative file"
                : "; take it out of the source, or out of <defines> and <compilerArgs>";
        return request.links().libraries().isEmpty()
                ? advice
                : advice + " (if a library brings it: compile that with -ffile-prefix-map=DIRECTORY=.)";
    }

    private boolean isGood(Path file, Finding.Severity severity, String message, List<String> findings) {
        var isError = severity == Finding.Severity.ERROR;
        log.report(isError, file, message);
        findings.add(message);
        return !isError;
    }

    private void add(ObjectPipeline.ProgramResult program, ObjectContent content, LintRecord found) {
        var unit = program.compile().unit();
        if (!warnings.report(unit.source(), found)) {
            // The object is as good as it was: what it is made of, and found in it, is not found out again.
            failed.add(unit.source());
        }
        var variants = objects.computeIfAbsent(unit.source(), none -> new ArrayList<>());
        variants.add(new BuiltObject(
                classes.get(unit.source()),
                unit.target(),
                content,
                program.constants().constants(),
                report(program)));
        beginClass(unit.source(), variants);
    }

    /** While others compile. Where there is a class it may well be the same. */
    private void beginClass(Source source, List<BuiltObject> variants) {
        var name = classes.get(source);
        if (variants.size() == request.targets().size()
                && failed.isEmpty()
                && !Files.exists(request.layout().javaDirectory().resolve(name.sourcePath()))) {
            renderer.expect(
                    PackedObjects.task(source.path(), variants, request.java().options()));
        }
    }

    private static Optional<ReportText> report(ObjectPipeline.ProgramResult program) {
        return program.look().flatMap(look -> look instanceof Look.Seen seen ? seen.report() : Optional.empty());
    }
}
