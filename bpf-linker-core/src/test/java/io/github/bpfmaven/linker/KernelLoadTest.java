package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("This kernel, through bpftool,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KernelLoadTest {
    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(2));

    @BeforeAll
    void kernel() {
        Kernel.require();
    }

    @AfterAll
    void endWorker() {
        worker.close();
    }

    static Stream<TestProgram> singleSource() throws IOException {
        return TestProgram.in(TestProgram.ROOT).stream();
    }

    static Stream<TestProgram> withLibraries() throws IOException {
        return TestProgram.in(TestProgram.LIBRARIES).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("singleSource")
    @DisplayName("takes an object of one source, or refuses it for the reason that the source names")
    void singleSource(TestProgram program, @TempDir Path directory) throws Exception {
        check(program, new TestLinks(directory).single(program, BpfTarget.BPFEL), directory);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withLibraries")
    @DisplayName("takes an object with library code in it")
    void libraries(TestProgram program, @TempDir Path directory) throws Exception {
        check(program, new TestLinks(directory).withLibraries(program, BpfTarget.BPFEL), directory);
    }

    @Test
    @DisplayName("takes most of the programs")
    void most() throws Exception {
        var all = singleSource().toList();
        var loaded = all.stream().filter(program -> program.refusal().isEmpty()).count();
        assertTrue(loaded >= 25 && loaded > all.size() * 3 / 4, loaded + " of " + all.size());
    }

    private void check(TestProgram program, LinkRequest request, Path directory) throws Exception {
        var result = worker.link(request).get();
        var object = assertInstanceOf(LinkResult.Linked.class, result, result::toString)
                .output();
        var file = Files.write(directory.resolve(program.name() + ".o"), object);

        var load = Kernel.load(file);

        if (program.refusal().isEmpty()) {
            assertEquals(0, load.status(), load.output());
            // libbpf goes on without BTF that the kernel refuses, and the test would not see it.
            assertFalse(load.output().contains("Error loading .BTF"), load.output());
        } else {
            assertNotEquals(0, load.status(), "loads, though it says: " + program.refusal());
        }
        assertFalse(Files.exists(Path.of("/sys/fs/bpf/" + file.getFileName())));
    }
}
