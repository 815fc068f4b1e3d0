package io.github.bpfmaven.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.linker.LinkedSymbol;
import io.github.bpfmaven.linker.SourceLocation;
import io.github.bpfmaven.linker.SourceRoot;

/**
 * What goes over the pipes between a caller and its worker. Both ends are of the same build, so there is no version.
 *
 * <p>To the worker: an id and a request, again and again, until the end of the stream. From the worker: once
 * {@link #READY} and LLVM's version, then an id and a result for each request, in any order.
 */
final class Protocol {
    static final int READY = 0x42504600;

    private Protocol() {}

    static void write(DataOutputStream out, LinkRequest request) throws IOException {
        text(out, request.name());
        inputs(out, request.inputs());
        inputs(out, request.libraries());
        optional(out, request.target().map(Enum::name));
        OptionsCodec.write(out, request.options());
        out.writeInt(request.sources().size());
        for (var root : request.sources()) {
            text(out, root.prefix());
            text(out, root.directory().toString());
        }
    }

    static LinkRequest readRequest(DataInputStream in) throws IOException {
        return new LinkRequest(
                text(in),
                inputs(in),
                inputs(in),
                optional(in).map(BpfTarget::valueOf),
                OptionsCodec.read(in),
                sources(in));
    }

    private static List<SourceRoot> sources(DataInputStream in) throws IOException {
        var roots = new ArrayList<SourceRoot>();
        for (var left = in.readInt(); left > 0; left--) {
            roots.add(new SourceRoot(text(in), Path.of(text(in))));
        }
        return roots;
    }

    static void write(DataOutputStream out, LinkResult result) throws IOException {
        out.writeInt(result.diagnostics().size());
        for (var diagnostic : result.diagnostics()) {
            out.writeByte(diagnostic.severity().ordinal());
            text(out, diagnostic.message());
            out.writeBoolean(diagnostic.location().isPresent());
            if (diagnostic.location().isPresent()) {
                var place = diagnostic.location().get();
                text(out, place.file());
                out.writeInt(place.line());
                out.writeInt(place.column());
            }
        }
        out.writeBoolean(result instanceof LinkResult.Linked);
        if (result instanceof LinkResult.Linked linked) {
            bytes(out, linked.output());
            symbols(out, linked.symbols());
        }
    }

    static LinkResult readResult(DataInputStream in) throws IOException {
        var diagnostics = new ArrayList<Diagnostic>();
        for (var left = in.readInt(); left > 0; left--) {
            var severity = Diagnostic.Severity.values()[in.readByte()];
            var message = text(in);
            var location = in.readBoolean()
                    ? Optional.of(new SourceLocation(text(in), in.readInt(), in.readInt()))
                    : Optional.<SourceLocation>empty();
            diagnostics.add(new Diagnostic(severity, message, location));
        }
        return in.readBoolean()
                ? new LinkResult.Linked(bytes(in), symbols(in), diagnostics)
                : new LinkResult.Failed(diagnostics);
    }

    private static void inputs(DataOutputStream out, List<LinkInput> inputs) throws IOException {
        out.writeInt(inputs.size());
        for (var input : inputs) {
            text(out, input.name());
            out.writeBoolean(input instanceof LinkInput.InFile);
            if (input instanceof LinkInput.InFile file) {
                text(out, file.path().toString());
            } else if (input instanceof LinkInput.InMemory memory) {
                bytes(out, memory.bytes());
            }
        }
    }

    private static List<LinkInput> inputs(DataInputStream in) throws IOException {
        var inputs = new ArrayList<LinkInput>();
        for (var left = in.readInt(); left > 0; left--) {
            var name = text(in);
            inputs.add(
                    in.readBoolean()
                            ? new LinkInput.InFile(name, Path.of(text(in)))
                            : new LinkInput.InMemory(name, bytes(in)));
        }
        return inputs;
    }

    private static void symbols(DataOutputStream out, List<LinkedSymbol> symbols) throws IOException {
        out.writeInt(symbols.size());
        for (var symbol : symbols) {
            text(out, symbol.name());
            text(out, symbol.input());
            out.writeByte(symbol.kind().ordinal());
            out.writeBoolean(symbol.place().isPresent());
            if (symbol.place().isPresent()) {
                var place = symbol.place().get();
                text(out, place.section());
                out.writeLong(place.offset());
                out.writeLong(place.size());
                out.writeBoolean(place.visible());
            }
        }
    }

    private static List<LinkedSymbol> symbols(DataInputStream in) throws IOException {
        var symbols = new ArrayList<LinkedSymbol>();
        for (var left = in.readInt(); left > 0; left--) {
            symbols.add(new LinkedSymbol(
                    text(in),
                    text(in),
                    LinkedSymbol.Kind.values()[in.readByte()],
                    in.readBoolean()
                            ? Optional.of(
                                    new LinkedSymbol.Place(text(in), in.readLong(), in.readLong(), in.readBoolean()))
                            : Optional.empty()));
        }
        return symbols;
    }

    static void texts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (var text : texts) {
            text(out, text);
        }
    }

    static List<String> texts(DataInputStream in) throws IOException {
        var texts = new ArrayList<String>();
        for (var left = in.readInt(); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    static void optional(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(out, text.get());
        }
    }

    static Optional<String> optional(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }

    /** Not {@code writeUTF}, which ends at 64 KiB. */
    static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        var length = in.readInt();
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the other end has gone");
        }
        return bytes;
    }
}
