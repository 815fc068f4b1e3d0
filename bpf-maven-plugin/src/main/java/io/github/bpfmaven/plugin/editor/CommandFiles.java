package io.github.bpfmaven.plugin.editor;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;

import io.github.bpfmaven.plugin.compile.CompileCommand;
import io.github.bpfmaven.plugin.file.WholeFile;

/**
 * The {@code compile_commands.json} of a module, from which clangd and others learn how its C is compiled
 * (https://clang.llvm.org/docs/JSONCompilationDatabase.html). Each execution keeps its own commands, and the file has all of
 * them, in the order of the executions: whoever takes the first of a source takes that of the first execution. What wouldn't
 * change is not written, so that nobody reads everything anew because of it.
 *
 * @param directory of the file
 * @param own the commands of this execution, one a line
 * @param all those of all executions that the project has, this one's among them, in their order
 */
public record CommandFiles(Path directory, Path own, List<Path> all) {
    private static final String NAME = "compile_commands.json";

    public CommandFiles {
        all = List.copyOf(all);
        if (!all.contains(own)) {
            throw new IllegalArgumentException(own + " is not among " + all);
        }
    }

    /** Where an execution keeps its commands. */
    public static Path own(Path workDirectory) {
        return workDirectory.resolve("commands.list");
    }

    /** The file that editors read. */
    public Path file() {
        return directory.resolve(NAME);
    }

    /** Whether the file is there, if this execution has commands for it. */
    public boolean isThere() {
        return Files.isRegularFile(file()) || !Files.exists(own);
    }

    /**
     * Takes over this execution's commands.
     *
     * @param commands none if it has no sources
     * @return whether the file that editors read has changed
     * @throws IOException if a file can't be written
     */
    public boolean write(List<CompileCommand> commands) throws IOException {
        if (commands.isEmpty() && !Files.exists(own)) {
            // Nor was there anything before.
            return false;
        }
        var lines = new ArrayList<String>();
        for (var command : commands) {
            lines.add(line(command));
        }
        replace(own, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        var everything = new ArrayList<String>();
        for (var one : all) {
            if (one.equals(own)) {
                everything.addAll(lines);
            } else if (Files.isRegularFile(one)) {
                everything.addAll(Files.readAllLines(one));
            }
        }
        return replace(file(), everything.isEmpty() ? "[]\n" : "[\n" + String.join(",\n", everything) + "\n]\n");
    }

    private static String line(CompileCommand command) throws IOException {
        var text = new StringWriter();
        try (var json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("directory", command.directory().toString());
            json.writeStringField("file", command.file().toString());
            json.writeArrayFieldStart("arguments");
            for (var argument : command.arguments()) {
                json.writeString(argument);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Where nothing is written, it isn't needed. */
    private static final class Json {
        /** Never changes; to make one takes longer than to write with it. */
        static final JsonFactory FACTORY = new JsonFactory();
    }

    private static boolean replace(Path file, String text) throws IOException {
        if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
            return false;
        }
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
