package io.github.bpfmaven.worker;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A link worker")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class LinkWorkerTest {
    private static final String GOOD = "__attribute__((section(\"xdp\"), used)) int program(int *p) { return p[0]; }";

    /** LLVM 20's BPF back end can't select a computed goto, and aborts. */
    private static final String FATAL = """
            __attribute__((section("xdp"), used)) int program(int *p)
            { static void *t[] = {&&a, &&b, &&c}; goto *t[p[0] & 1]; a: return 1; b: return 2; c: return 3; }
            """;

    private @TempDir Path directory = Path.of("");

    @Test
    @DisplayName("survives a fatal error of LLVM: one link fails and says why, all others succeed")
    void fatalError() throws Exception {
        var good = request("good", GOOD);
        var fatal = request("fatal", FATAL);
        try (var worker = LinkWorker.start(TestLlvm.worker(4))) {
            var results = new ArrayList<CompletableFuture<LinkResult>>();
            for (var number = 0; number < 40; number++) {
                results.add(worker.link(number % 10 == 5 ? fatal : good));
            }
            for (var number = 0; number < 40; number++) {
                var result = results.get(number).get();
                if (number % 10 == 5) {
                    var diagnostic = only(assertInstanceOf(LinkResult.Failed.class, result));
                    assertTrue(
                            diagnostic.message().startsWith("LLVM gave up in function 'program': Cannot select: "),
                            diagnostic::message);
                    assertEquals(2, diagnostic.location().orElseThrow().line());
                } else {
                    assertInstanceOf(LinkResult.Linked.class, result, () -> String.valueOf(result));
                }
            }
        }
    }

    @Test
    @DisplayName("that dies without a word is started again for what it was working on")
    void crash() throws Exception {
        var good = request("good", GOOD);
        var slow = request("slow", GOOD);
        try (var worker = LinkWorker.start(TestLlvm.worker(2))) {
            assertInstanceOf(LinkResult.Linked.class, worker.link(good).get());
            // Ends the process from outside while both are under way: nothing tells which of them it was.
            var both = List.of(worker.link(good), worker.link(slow));
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains(WorkerMain.class.getName()))
                    .forEach(ProcessHandle::destroyForcibly);
            for (var result : both) {
                assertInstanceOf(LinkResult.Linked.class, result.get());
            }
        }
    }

    @Test
    @DisplayName("keeps its answers apart from what the JVM itself has to say")
    void talkativeJvm() throws Exception {
        var line = new ArrayList<>(TestLlvm.worker(1).link(List.of()));
        // So little that the JVM warns.
        line.add(1, "-Xmx24m");
        var errors = directory.resolve("errors");
        var process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        try (var in = new DataInputStream(process.getInputStream())) {
            assertEquals(Protocol.READY, in.readInt());
        }
        assertEquals(0, process.waitFor());
        assertTrue(Files.readString(errors).contains("[warning]"));
    }

    @Test
    @DisplayName("names the input that isn't bitcode")
    void notBitcode() throws Exception {
        var file = Files.writeString(directory.resolve("text.bc"), "this is no bitcode");
        var request = LinkRequest.of("text.c", BpfTarget.BPFEL, new LinkInput.InFile("text.c", file));
        try (var worker = LinkWorker.start(TestLlvm.worker(1))) {
            var failed = assertInstanceOf(
                    LinkResult.Failed.class, worker.link(request).get());
            assertTrue(failed.diagnostics().toString().contains("text.c is text, but no LLVM IR"), failed::toString);
        }
    }

    @Test
    @DisplayName("that can't load LLVM fails each request with the reason")
    void noLlvm() throws Exception {
        var command = TestLlvm.worker(1);
        var broken = new WorkerCommand(command.java(), command.classPath(), directory, 1, command.limits());
        var request = request("good", GOOD);
        try (var worker = LinkWorker.start(broken)) {
            var failure = assertThrows(
                    ExecutionException.class, () -> worker.link(request).get());
            var reason = assertInstanceOf(WorkerException.class, failure.getCause());
            assertTrue(reason.getMessage().contains("UnsatisfiedLinkError"), reason::getMessage);
        }
    }

    @Test
    @DisplayName("needs a java that is there")
    void noJava() {
        var command = TestLlvm.worker(1);
        var broken = new WorkerCommand(
                directory.resolve("java"),
                command.classPath(),
                command.nativeDirectory(),
                command.threads(),
                command.limits());
        var failure = assertThrows(WorkerException.class, () -> LinkWorker.start(broken));
        assertTrue(failure.getMessage().contains(directory.resolve("java").toString()), failure::getMessage);
    }

    @Test
    @DisplayName("takes no request after it was closed")
    void closed() throws Exception {
        var request = request("good", GOOD);
        var worker = LinkWorker.start(TestLlvm.worker(1));
        worker.close();
        assertThrows(IllegalStateException.class, () -> worker.link(request));
    }

    private LinkRequest request(String name, String program) throws IOException, InterruptedException {
        return new TestLinks(Files.createDirectory(directory.resolve(name))).ofText(program, BpfTarget.BPFEL);
    }

    private static Diagnostic only(LinkResult.Failed failed) {
        assertEquals(1, failed.diagnostics().size(), failed::toString);
        return failed.diagnostics().get(0);
    }
}
