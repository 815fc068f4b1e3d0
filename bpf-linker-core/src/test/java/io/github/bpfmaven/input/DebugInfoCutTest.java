package io.github.bpfmaven.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.testing.LinkedObject;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Debug info that never becomes BTF")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DebugInfoCutTest {
    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(2));
    private TestLinks links = new TestLinks(Path.of("target", "test-links"));

    @BeforeAll
    void prepare(@TempDir Path directory) {
        links = new TestLinks(directory);
    }

    @AfterAll
    void close() {
        worker.close();
    }

    static Stream<TestProgram> programs() throws IOException {
        return TestProgram.in(TestProgram.ROOT).stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    @DisplayName("can be cut off: code and data stay the same to the byte, and BTF but for structs it need not know")
    void sameObject(TestProgram program) throws Exception {
        var request = links.single(program, BpfTarget.BPFEB);
        var bitcode = request.inputs().get(0).read();
        var cut = DebugInfoCut.cut(bitcode);

        assertEquals(bitcode.length, cut.length);
        assertEquals(Optional.empty(), difference(link(request, bitcode), link(request, cut)));
    }

    /** What differs in two objects beyond what may. */
    static Optional<String> difference(LinkedObject full, LinkedObject less) {
        for (var section : full.elf().sections()) {
            var other = less.elf().section(section.name());
            if (section.index() != 0
                    && !section.name().startsWith(".BTF")
                    && other.filter(same -> Arrays.equals(
                                    withoutTypeIds(less, section.name(), same.data()),
                                    withoutTypeIds(full, section.name(), section.data())))
                            .isEmpty()) {
                return Optional.of("section " + section.name());
            }
        }
        return new LessBtf(full.btf(), less.btf()).difference(full.ext(), less.ext());
    }

    @Test
    @DisplayName("is what a source has of structs that it only points to from others")
    void unreachedStruct() throws Exception {
        var source = """
                struct far { int a[1]; long b; };
                struct near { struct far *far; int c; } __attribute__((preserve_access_index));
                __attribute__((section("tc"), used)) int program(struct near *near)
                { long x = near->far->b; return x + near->c; }
                """;
        var bitcode = links.input("far.c", source, BpfTarget.BPFEL).read();

        assertTrue(!Arrays.equals(bitcode, DebugInfoCut.cut(bitcode)));
    }

    @Test
    @DisplayName("is left alone in what isn't read as bitcode")
    void damaged() throws Exception {
        var bitcode = links.input("x.c", "int x;", BpfTarget.BPFEL).read();
        var damaged = Arrays.copyOf(bitcode, bitcode.length / 2);

        assertSame(damaged, DebugInfoCut.cut(damaged));
    }

    /** Where instructions hold the id of a type, it is another one in BTF that has other types. */
    private static byte[] withoutTypeIds(LinkedObject object, String name, byte[] section) {
        var data = section.clone();
        for (var relocations : object.ext().relocations().sections()) {
            for (var relocation : relocations.records()) {
                if (relocations.name().equals(name) && (relocation.kind() == 6 || relocation.kind() == 7)) {
                    var at = (int) relocation.instructionOffset() + 4;
                    Arrays.fill(data, at, at + 4, (byte) 0);
                }
            }
        }
        return data;
    }

    private LinkedObject link(LinkRequest request, byte[] bitcode) throws Exception {
        return LinkedObject.of(worker.link(new LinkRequest(
                        request.name(),
                        List.of(new LinkInput.InMemory(request.name(), bitcode)),
                        List.of(),
                        request.target(),
                        request.options(),
                        request.sources()))
                .get());
    }
}
