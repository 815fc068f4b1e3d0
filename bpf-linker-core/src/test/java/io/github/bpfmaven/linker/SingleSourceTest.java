package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.compare.ObjectComparer;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An object of one source")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SingleSourceTest {
    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(2));
    private final ObjectComparer comparer = new ObjectComparer(ObjectComparer.FileSymbols.COMPARED);

    @AfterAll
    void endWorker() {
        worker.close();
    }

    static Stream<Arguments> programs() throws IOException {
        return TestProgram.in(TestProgram.ROOT).stream()
                .flatMap(program -> Stream.of(BpfTarget.values()).map(target -> Arguments.of(program, target)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programs")
    @DisplayName("is the object that clang -c makes, but for DWARF and the order of BTF types")
    void equalsClang(TestProgram program, BpfTarget target, @TempDir Path directory) throws Exception {
        var links = new TestLinks(directory);
        var result = worker.link(links.single(program, target)).get();

        assertEquals(List.of(), result.diagnostics());
        var expected = Files.readAllBytes(
                links.clang().object(program.source().getFileName().toString(), target));
        var object = assertInstanceOf(LinkResult.Linked.class, result).output();
        assertEquals(List.of(), comparer.compare(object, expected));
    }

    @Test
    @DisplayName("is compared for enough programs")
    void manyPrograms() throws IOException {
        assertTrue(TestProgram.in(TestProgram.ROOT).size() >= 25, "at least 25 programs in " + TestProgram.ROOT);
    }
}
