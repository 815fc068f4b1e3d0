package io.github.bpfmaven.llvm;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes down what debug info says of the symbols of some modules. It runs in a process of its own: a fatal error of
 * LLVM's ends the process.
 */
final class DeclarationsMain {
    private DeclarationsMain() {}

    /** @param arguments the file to write, then bitcode files */
    public static void main(String[] arguments) throws Exception {
        var llvm = Llvm.load(List.of(), reason -> System.err.println("LLVM: " + reason));
        try (var out = new DataOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            for (var i = 1; i < arguments.length; i++) {
                var file = Path.of(arguments[i]);
                try (var context = llvm.newContext(diagnostic -> System.err.println(diagnostic.text()));
                        var module = context.parseBitcode(file.toString(), Files.readAllBytes(file))) {
                    write(out, file, module);
                }
            }
        }
    }

    private static void write(DataOutputStream out, Path file, LlvmModule module) throws IOException {
        var symbols = module.symbols().stream()
                .filter(symbol -> !symbol.internal() && !symbol.isLlvmOwn())
                .toList();
        out.writeUTF(file.toString());
        out.writeInt(symbols.size());
        for (var symbol : symbols) {
            var start = System.nanoTime();
            var declaration = module.declaration(symbol.name());
            var nanoseconds = System.nanoTime() - start;
            out.writeUTF(symbol.name());
            out.writeLong(nanoseconds);
            out.writeBoolean(declaration.isPresent());
            if (declaration.isPresent()) {
                var found = declaration.get();
                var types = found.types().write();
                out.writeInt(types.length);
                out.write(types);
                out.writeInt(found.type());
                out.writeUTF(found.section());
                out.writeUTF(found.file());
                out.writeInt(found.line());
            }
        }
    }
}
