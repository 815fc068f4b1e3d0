package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Objects of the linker's test programs and of those that are written here and now, each made once in a run. */
final class TestObjects implements AutoCloseable {
    /** The linker's test programs. */
    static final Path ROOT = Path.of("../bpf-linker-core").resolve(TestProgram.ROOT);

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(2));
    private final Map<String, byte[]> made = new ConcurrentHashMap<>();
    private final Path directory;

    TestObjects() throws IOException {
        directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "objects");
    }

    /** All test programs. */
    static List<TestProgram> programs() throws IOException {
        return TestProgram.in(ROOT);
    }

    /** The object of a test program. */
    byte[] of(String program) {
        return of(program, BpfTarget.BPFEL);
    }

    /** The object of a test program for a byte order. */
    byte[] of(String program, BpfTarget target) {
        return made.computeIfAbsent(program + "." + target, key -> {
            try {
                var source = programs().stream()
                        .filter(known -> known.name().equals(program))
                        .findFirst()
                        .orElseThrow();
                return link(new TestLinks(fresh(key)).single(source, target));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    /** The object of a program that is written here. */
    byte[] ofText(String text) {
        return ofText(text, BpfTarget.BPFEL);
    }

    /** The object of a program that is written here, for a byte order. */
    byte[] ofText(String text, BpfTarget target) {
        return made.computeIfAbsent(target + text, key -> {
            try {
                return link(new TestLinks(fresh("text" + made.size())).ofText(text, target));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    /** Where a variable of an object is in its section, in bytes. */
    static int offset(byte[] object, String variable) throws Exception {
        return BpfObject.read(object).dataSections().stream()
                .flatMap(section -> section.variables().stream())
                .filter(found -> found.name().equals(variable))
                .mapToInt(found -> (int) found.offset())
                .findFirst()
                .orElseThrow();
    }

    private Path fresh(String name) throws IOException {
        return Files.createTempDirectory(directory, name);
    }

    private byte[] link(LinkRequest request) throws Exception {
        var result = worker.link(request).get();
        return assertInstanceOf(LinkResult.Linked.class, result, result::toString)
                .output();
    }

    @Override
    public void close() {
        worker.close();
    }
}
