package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;

import io.github.bpfmaven.loader.report.SourceLine;
import io.github.bpfmaven.loader.report.VerifierStatistics;
import io.github.bpfmaven.plugin.json.JsonTree;

/** Reads what {@link Verification} has written: {@code verify.json}. */
public final class VerifyFile {
    /** Its name in the directory of the reports. */
    public static final String NAME = "verify.json";

    private VerifyFile() {}

    /**
     * What kernels said.
     *
     * @throws IOException if it can't be read, or is something else
     */
    public static List<KernelResult> read(Path file) throws IOException {
        try (var parser = new JsonFactory().createParser(Files.readAllBytes(file))) {
            var root = new JsonTree(parser).object(parser.nextToken());
            var version = JsonTree.required(root, "schemaVersion");
            if (!version.equals(String.valueOf(VerifyJson.VERSION))) {
                throw new IllegalArgumentException(
                        "it has version " + version + " of the schema, not " + VerifyJson.VERSION);
            }
            var kernels = new ArrayList<KernelResult>();
            for (var kernel : JsonTree.objects(root, "kernels")) {
                kernels.add(kernel(kernel));
            }
            return kernels;
        } catch (IllegalArgumentException | ClassCastException | JsonProcessingException damaged) {
            throw new IOException(
                    file + " is not what bpf:verify writes: " + firstLine(damaged) + "; run it again", damaged);
        }
    }

    /** Jackson tells the place in a line of its own. */
    private static String firstLine(Exception damaged) {
        return String.valueOf(damaged.getMessage()).lines().findFirst().orElse("");
    }

    private static KernelResult kernel(Map<String, Object> json) {
        var name = JsonTree.required(json, "name");
        var absent = JsonTree.text(json, "absent");
        if (absent.isPresent()) {
            return new KernelResult.Absent(name, absent.get(), KernelChoice.WhenAbsent.SKIP);
        }
        return new KernelResult.Asked(
                name,
                JsonTree.required(json, "version"),
                JsonTree.required(json, "machine"),
                JsonTree.objects(json, "programs").stream()
                        .map(VerifyFile::program)
                        .toList(),
                JsonTree.objects(json, "tests").stream().map(VerifyFile::test).toList());
    }

    private static ProgramResult program(Map<String, Object> json) {
        return new ProgramResult(
                JsonTree.required(json, "object"),
                JsonTree.required(json, "program"),
                JsonTree.required(json, "section"),
                verdict(json));
    }

    private static Verdict verdict(Map<String, Object> json) {
        var verdict = JsonTree.required(json, "verdict");
        return switch (verdict) {
            case "loaded" ->
                new Verdict.Loaded(
                        JsonTree.text(json, "verifiedInstructions").map(instructions -> statistics(json, instructions)),
                        Integer.parseInt(JsonTree.required(json, "loadedInstructions")),
                        Boolean.parseBoolean(JsonTree.required(json, "jited")));
            case "refused" ->
                new Verdict.Refused(
                        JsonTree.required(json, "reason"),
                        line(json),
                        JsonTree.text(json, "log").orElse(""));
            case "skipped" -> new Verdict.Skipped(JsonTree.required(json, "reason"));
            default -> throw new IllegalArgumentException("there is no verdict '" + verdict + "'");
        };
    }

    private static VerifierStatistics statistics(Map<String, Object> json, String instructions) {
        return new VerifierStatistics(
                Integer.parseInt(instructions),
                Integer.parseInt(JsonTree.required(json, "states")),
                Integer.parseInt(JsonTree.required(json, "peakStates")),
                JsonTree.text(json, "stack").orElse(""),
                OptionalLong.empty());
    }

    private static Optional<SourceLine> line(Map<String, Object> json) {
        return JsonTree.object(json, "line")
                .map(line -> new SourceLine(
                        Integer.parseInt(JsonTree.required(line, "instruction")),
                        // The reason names it; here it is not said again.
                        "",
                        JsonTree.required(line, "file"),
                        Integer.parseInt(JsonTree.required(line, "line")),
                        Integer.parseInt(JsonTree.required(line, "column")),
                        JsonTree.required(line, "text")));
    }

    private static TestResult test(Map<String, Object> json) {
        return new TestResult(
                JsonTree.required(json, "test"),
                JsonTree.required(json, "object"),
                JsonTree.required(json, "program"),
                JsonTree.texts(json, "differences"));
    }
}
