package io.github.bpfmaven.plugin.editor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

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

    /** Most have fewer bytes. */
    private static final int LINE = 768;

    /** No line has fewer. */
    private static final int LEAST_LINE = 64;

    private static final byte[] FIRST = ascii("[\n");
    private static final byte[] NEXT = ascii(",\n");
    private static final byte[] END = ascii("\n]\n");
    private static final byte[] NONE = ascii("[]\n");

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
        replace(own, lines(commands));
        return join();
    }

    /**
     * Takes over what executions keep.
     *
     * @return whether the file that editors read has changed
     * @throws IOException if a file can't be read or written
     */
    public boolean join() throws IOException {
        var lists = new ArrayList<byte[]>();
        for (var one : all) {
            if (Files.isRegularFile(one)) {
                lists.add(Files.readAllBytes(one));
            }
        }
        try {
            return replace(file(), array(lists));
        } catch (IOException failure) {
            throw new IOException(
                    file() + " can't be written: " + failure.getMessage()
                            + "; name another directory in <compileCommandsDirectory>, or set <compileCommands> to false",
                    failure);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Each ends with a newline, and has no other. */
    private static byte[] lines(List<CompileCommand> commands) throws IOException {
        var lines = new ByteArrayOutputStream(commands.size() * LINE);
        try (var json = Json.FACTORY.createGenerator(lines)) {
            for (var command : commands) {
                json.writeStartObject();
                json.writeStringField("directory", command.directory().toString());
                json.writeStringField("file", command.file().toString());
                json.writeArrayFieldStart("arguments");
                for (var argument : command.arguments()) {
                    json.writeString(argument);
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
        return lines.toByteArray();
    }

    /** What editors read is an array, of the lines of several files. */
    private static byte[] array(List<byte[]> files) {
        var size = files.stream().mapToInt(lines -> lines.length).sum();
        var text = new ByteArrayOutputStream(size + size / LEAST_LINE + END.length);
        for (var lines : files) {
            var start = 0;
            for (var at = 0; at < lines.length; at++) {
                if (lines[at] == '\n') {
                    text.writeBytes(text.size() == 0 ? FIRST : NEXT);
                    text.write(lines, start, at - start);
                    start = at + 1;
                }
            }
        }
        text.writeBytes(text.size() == 0 ? NONE : END);
        return text.toByteArray();
    }

    /** Where nothing is written, it isn't needed. */
    private static final class Json {
        /** Never changes; to make one takes longer than to write with it. */
        static final JsonFactory FACTORY = new JsonFactoryBuilder()
                .rootValueSeparator((String) null)
                // LLVM reads each half of a pair by itself.
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
    }

    private static boolean replace(Path file, byte[] text) throws IOException {
        if (WholeFile.has(file, text)) {
            return false;
        }
        WholeFile.write(file, text);
        return true;
    }
}
