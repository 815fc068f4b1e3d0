package io.github.bpfmaven.linker;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

@DisplayName("The same sources give the same bytes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SameBytesTest {
    private static final int LINKS_OF_EACH = 10;

    /** For each program two requests: one from each of two directories with different names. */
    private final Map<String, List<LinkRequest>> requests = new LinkedHashMap<>();

    @BeforeAll
    void compile(@TempDir Path parent) throws Exception {
        var near = new TestLinks(Files.createDirectory(parent.resolve("a")));
        var longer = pathsTakeUmlauts() ? "with a longer näme" : "with a longer name";
        var far = new TestLinks(
                Files.createDirectories(parent.resolve("another directory").resolve(longer)));
        var withLibraries = TestProgram.in(TestProgram.LIBRARIES);
        // Where LLVM's order of types varies: forward declarations and type tags.
        var delicate = Set.of("forward_declared", "type_tags", "core_read", "struct_ops", "tp_btf");
        var single = TestProgram.in(TestProgram.ROOT).stream()
                .sorted((a, b) -> Boolean.compare(delicate.contains(b.name()), delicate.contains(a.name())))
                .limit(20 - withLibraries.size())
                .toList();
        for (var program : single) {
            requests.put(
                    program.name(),
                    List.of(near.single(program, BpfTarget.BPFEL), far.single(program, BpfTarget.BPFEL)));
        }
        for (var program : withLibraries) {
            requests.put(
                    program.name(),
                    List.of(near.withLibraries(program, BpfTarget.BPFEB), far.withLibraries(program, BpfTarget.BPFEB)));
        }
        assertEquals(20, requests.size());
    }

    @Test
    @DisplayName("in 200 links on 8 threads of one worker, in any order, and in 5 fresh workers")
    void oneHashForEachProgram() throws Exception {
        var objects = new TreeMap<String, Set<ByteBuffer>>();
        try (var worker = LinkWorker.start(TestLlvm.worker(8))) {
            collect(worker, LINKS_OF_EACH, objects);
        }
        for (var fresh = 0; fresh < 5; fresh++) {
            try (var worker = LinkWorker.start(TestLlvm.worker(2))) {
                collect(worker, 2, objects);
            }
        }
        var variants = new TreeMap<String, Integer>();
        objects.forEach((name, bytes) -> variants.put(name, bytes.size()));
        assertEquals(new TreeSet<>(requests.keySet()), variants.keySet());
        assertEquals(Set.of(1), Set.copyOf(variants.values()), variants::toString);
    }

    private void collect(LinkWorker worker, int linksOfEach, Map<String, Set<ByteBuffer>> objects) throws Exception {
        var order = new ArrayList<String>();
        requests.keySet().forEach(name -> order.addAll(Collections.nCopies(linksOfEach, name)));
        Collections.shuffle(order, new Random(42));
        var results = new ArrayList<CompletableFuture<LinkResult>>();
        for (var number = 0; number < order.size(); number++) {
            results.add(worker.link(requests.get(order.get(number)).get(number % 2)));
        }
        for (var number = 0; number < order.size(); number++) {
            var result = results.get(number).get();
            var object = assertInstanceOf(LinkResult.Linked.class, result, result::toString)
                    .output();
            objects.computeIfAbsent(order.get(number), none -> Collections.newSetFromMap(new LinkedHashMap<>()))
                    .add(ByteBuffer.wrap(object));
        }
    }

    @Test
    @DisplayName("without the path of the directory in them")
    void noPath() throws Exception {
        try (var worker = LinkWorker.start(TestLlvm.worker(2))) {
            for (var request : requests.values().stream().flatMap(List::stream).toList()) {
                var object = assertInstanceOf(
                                LinkResult.Linked.class, worker.link(request).get())
                        .output();
                var text = new String(object, StandardCharsets.ISO_8859_1);
                var leaks = Stream.of(
                                "another directory",
                                System.getProperty("java.io.tmpdir"),
                                System.getProperty("user.dir"))
                        .filter(text::contains)
                        .toList();
                assertEquals(List.of(), leaks, request.name());
            }
        }
    }

    /** Whether this JVM's file names can hold them: in the C locale they cannot. */
    private static boolean pathsTakeUmlauts() {
        return Charset.forName(System.getProperty("sun.jnu.encoding"))
                .newEncoder()
                .canEncode("ä");
    }
}
