package io.github.bpfmaven.llvm;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.testing.TestLlvm;

/** Asks another process for what debug info says of symbols; see {@link DeclarationsMain}. */
public final class ReadDeclarations {
    private ReadDeclarations() {}

    /**
     * @param nanoseconds what the answer took
     */
    public record Answer(Optional<LlvmDeclaration> declaration, long nanoseconds) {}

    /** The symbols of each module that other modules see, by name. */
    public static List<Map<String, Answer>> of(ByteOrder order, List<Path> bitcode)
            throws IOException, InterruptedException, BtfFormatException {
        var output = Files.createTempFile("declarations", ".bin");
        try {
            run(output, bitcode);
            var modules = new ArrayList<Map<String, Answer>>();
            try (var in = new DataInputStream(Files.newInputStream(output))) {
                while (modules.size() < bitcode.size()) {
                    modules.add(module(in, order));
                }
            }
            return modules;
        } finally {
            Files.delete(output);
        }
    }

    /** The declarations of one module. */
    public static Map<String, LlvmDeclaration> of(ByteOrder order, Path bitcode)
            throws IOException, InterruptedException, BtfFormatException {
        var declarations = new LinkedHashMap<String, LlvmDeclaration>();
        of(order, List.of(bitcode))
                .get(0)
                .forEach((name, answer) -> answer.declaration().ifPresent(found -> declarations.put(name, found)));
        return declarations;
    }

    private static void run(Path output, List<Path> bitcode) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.library.path=" + TestLlvm.home().jniLibraryDirectory().orElseThrow(),
                "-Dorg.bytedeco.javacpp.pathsfirst=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DeclarationsMain.class.getName(),
                output.toString()));
        bitcode.forEach(file -> command.add(file.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(messages);
        }
    }

    private static Map<String, Answer> module(DataInputStream in, ByteOrder order)
            throws IOException, BtfFormatException {
        in.readUTF();
        var answers = new LinkedHashMap<String, Answer>();
        for (var left = in.readInt(); left > 0; left--) {
            var name = in.readUTF();
            var nanoseconds = in.readLong();
            answers.put(
                    name, new Answer(in.readBoolean() ? Optional.of(read(in, order)) : Optional.empty(), nanoseconds));
        }
        return answers;
    }

    private static LlvmDeclaration read(DataInputStream in, ByteOrder order) throws IOException, BtfFormatException {
        var types = Btf.read(in.readNBytes(in.readInt()), order);
        return new LlvmDeclaration(types, in.readInt(), in.readUTF(), in.readUTF(), in.readInt());
    }
}
