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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.linker.SourceLocation;
import io.github.bpfmaven.linker.SourceRoot;

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
                BpfTarget.BPFEB,
                Optional.of("v2"),
                "s",
                List.of(new SourceRoot("x/", Path.of("somewhere"))));

        Protocol.write(out, request);

        assertEquals(request, Protocol.readRequest(in()));
    }

    @Test
    @DisplayName("is bitcode itself where there is no file, and no text is too long")
    void memory() throws Exception {
        var name = "n".repeat(100_000);
        var input = new LinkInput.InMemory(name, new byte[] {1, 2, 3});
        Protocol.write(
                out,
                new LinkRequest("p", List.of(input), List.of(), BpfTarget.BPFEL, Optional.empty(), "2", List.of()));

        var read = assertInstanceOf(
                LinkInput.InMemory.class, Protocol.readRequest(in()).programs().get(0));
        assertEquals(name, read.name());
        assertArrayEquals(new byte[] {1, 2, 3}, read.bytes());
    }

    @Test
    @DisplayName("is the result with everything that was said")
    void results() throws Exception {
        var failed = new LinkResult.Failed(List.of(
                Diagnostic.error("no"),
                new Diagnostic(Diagnostic.Severity.WARNING, "hm", Optional.of(new SourceLocation("a.c", 1, 2)))));
        Protocol.write(out, failed);
        Protocol.write(out, new LinkResult.Linked(new byte[] {7}, List.of(Diagnostic.warning("but"))));

        var in = in();
        assertEquals(failed, Protocol.readResult(in));
        var linked = assertInstanceOf(LinkResult.Linked.class, Protocol.readResult(in));
        assertArrayEquals(new byte[] {7}, linked.object());
        assertEquals(List.of(Diagnostic.warning("but")), linked.diagnostics());
    }

    @Test
    @DisplayName("may end at any byte, which the other end notices")
    void cut() throws Exception {
        Protocol.write(out, new LinkResult.Linked(new byte[] {7, 8}, List.of(Diagnostic.error("cut"))));
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
