package io.github.bpfmaven.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

import io.github.bpfmaven.linker.CodeOptions;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.OptimizationLevel;
import io.github.bpfmaven.linker.OutputOptions;
import io.github.bpfmaven.linker.SymbolOptions;

/** A request's options, as {@link Protocol} carries them. */
final class OptionsCodec {
    private OptionsCodec() {}

    static void write(DataOutputStream out, LinkOptions options) throws IOException {
        write(out, options.symbols());
        write(out, options.code());
        write(out, options.output());
    }

    static LinkOptions read(DataInputStream in) throws IOException {
        return new LinkOptions(readSymbols(in), readCode(in), readOutput(in));
    }

    private static void write(DataOutputStream out, SymbolOptions symbols) throws IOException {
        Protocol.text(out, symbols.mode().name());
        Protocol.texts(out, symbols.exports());
        out.writeBoolean(symbols.wholeArchive());
        out.writeBoolean(symbols.allowUndefined());
        out.writeBoolean(symbols.memoryBuiltins());
    }

    private static SymbolOptions readSymbols(DataInputStream in) throws IOException {
        return new SymbolOptions(
                SymbolOptions.Mode.valueOf(Protocol.text(in)),
                Set.copyOf(Protocol.texts(in)),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean());
    }

    private static void write(DataOutputStream out, CodeOptions code) throws IOException {
        Protocol.optional(out, code.cpu());
        Protocol.optional(out, code.features());
        Protocol.text(out, code.compiledAt().name());
        Protocol.optional(out, code.optimization().map(Enum::name));
        out.writeBoolean(code.unrollLoops());
        out.writeBoolean(code.ignoreInlineNever());
        out.writeBoolean(code.expandMemcpyInOrder());
        out.writeInt(code.stackSize().orElse(-1));
        Protocol.texts(out, code.llvmArguments());
    }

    private static CodeOptions readCode(DataInputStream in) throws IOException {
        return new CodeOptions(
                Protocol.optional(in),
                Protocol.optional(in),
                OptimizationLevel.valueOf(Protocol.text(in)),
                Protocol.optional(in).map(OptimizationLevel::valueOf),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                stackSize(in.readInt()),
                Protocol.texts(in));
    }

    private static OptionalInt stackSize(int bytes) {
        return bytes < 0 ? OptionalInt.empty() : OptionalInt.of(bytes);
    }

    private static void write(DataOutputStream out, OutputOptions output) throws IOException {
        Protocol.text(out, output.kind().name());
        out.writeBoolean(output.btf());
        out.writeBoolean(output.dwarf());
        Protocol.optional(out, output.dumpDirectory().map(Path::toString));
    }

    private static OutputOptions readOutput(DataInputStream in) throws IOException {
        return new OutputOptions(
                OutputOptions.Kind.valueOf(Protocol.text(in)),
                in.readBoolean(),
                in.readBoolean(),
                Protocol.optional(in).map(Path::of));
    }
}
