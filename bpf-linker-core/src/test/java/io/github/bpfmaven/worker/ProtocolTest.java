package io.github.bpfmaven.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.CodeOptions;
import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.linker.LinkedSymbol;
import io.github.bpfmaven.linker.OptimizationLevel;
import io.github.bpfmaven.linker.OutputOptions;
import io.github.bpfmaven.linker.SourceLocation;
import io.github.bpfmaven.linker.SourceRoot;
import io.github.bpfmaven.linker.SymbolOptions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("What goes between a caller and its worker")
final class ProtocolTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @Test
    @DisplayName("is the whole request")
    void request() throws Exception {
        var request = new LinkRequest(
                "ä.bpf.c",
                List.of(new LinkInput.InFile("ä.bpf.c", Path.of("a dir", "ä.bc"))),
                List.of(new LinkInput.InFile("lib.c", Path.of("lib.bc"))),
                Optional.of(BpfTarget.BPFEB),
                new LinkOptions(
                        new SymbolOptions(SymbolOptions.Mode.EXPORTS, Set.of("a", "b"), true, true, false),
                        new CodeOptions(
                                Optional.of("v2"),
                                Optional.of("+alu32"),
                                OptimizationLevel.OS,
                                Optional.of(OptimizationLevel.O3),
                                true,
                                false,
                                true,
                                OptionalInt.of(1024),
                                List.of("--bpf-stack-size=7")),
                        new OutputOptions(OutputOptions.Kind.IR, false, true, Optional.of(Path.of("dumps")))),
                List.of(new SourceRoot("x/", Path.of("somewhere"))));

        Protocol.write(out, request);

        assertEquals(request, Protocol.readRequest(in()));
    }

    @Test
    @DisplayName("is bitcode itself where there is no file, and no text is too long")
    void memory() throws Exception {
        var name = "n".repeat(100_000);
        var input = new LinkInput.InMemory(name, new byte[] {1, 2, 3});
        Protocol.write(out, LinkRequest.of("p", BpfTarget.BPFEL, input));

        var read = assertInstanceOf(
                LinkInput.InMemory.class, Protocol.readRequest(in()).inputs().get(0));
        assertEquals(name, read.name());
        assertArrayEquals(new byte[] {1, 2, 3}, read.bytes());
    }

    @Test
    @DisplayName("is the result with everything that was said")
    void results() throws Exception {
        var failed = new LinkResult.Failed(List.of(
                Diagnostic.error("no"),
                new Diagnostic(Diagnostic.Severity.WARNING, "hm", Optional.of(new SourceLocation("a.c", 1, 2)))));
        var symbols = List.of(
                new LinkedSymbol("gone", "a.c", LinkedSymbol.Kind.FUNCTION, Optional.empty()),
                new LinkedSymbol(
                        "there",
                        "b.c",
                        LinkedSymbol.Kind.VARIABLE,
                        Optional.of(new LinkedSymbol.Place(".bss", 8, 4, true))));
        Protocol.write(out, failed);
        Protocol.write(out, new LinkResult.Linked(new byte[] {7}, symbols, List.of(Diagnostic.warning("but"))));

        var in = in();
        assertEquals(failed, Protocol.readResult(in));
        var linked = assertInstanceOf(LinkResult.Linked.class, Protocol.readResult(in));
        assertArrayEquals(new byte[] {7}, linked.output());
        assertEquals(symbols, linked.symbols());
        assertEquals(List.of(Diagnostic.warning("but")), linked.diagnostics());
    }

    @Test
    @DisplayName("may end at any byte, which the other end notices")
    void cut() throws Exception {
        Protocol.write(out, new LinkResult.Linked(new byte[] {7, 8}, List.of(), List.of(Diagnostic.error("cut"))));
        for (var length = 0; length < bytes.size(); length++) {
            var cut = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray(), 0, length));
            assertThrows(EOFException.class, () -> Protocol.readResult(cut), "after " + length + " bytes");
        }
    }

    private DataInputStream in() throws IOException {
        out.flush();
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
