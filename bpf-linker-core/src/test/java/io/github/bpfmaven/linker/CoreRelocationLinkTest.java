package io.github.bpfmaven.linker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.testing.Instruction;
import io.github.bpfmaven.testing.LinkedObject;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** LLVM names the stand-in of a CO-RE relocation by the type's name and the access, which two sources may have in common. */
@DisplayName("CO-RE relocations of several sources")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CoreRelocationLinkTest {
    private static final String PROGRAM = """
            struct task_struct { int %1$s; } __attribute__((preserve_access_index));
            __attribute__((section("raw_tp/%1$s"), used)) int read_%1$s(struct task_struct **task)
            { return (*task)->%1$s; }
            """;
    private static final String TYPE_ID = """
            struct %1$s { int x; };
            __attribute__((section("raw_tp/%1$s"), used)) long id_of_%1$s(void)
            { return __builtin_btf_type_id(*(struct %1$s *)0, 0); }
            """;

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(1));

    @AfterAll
    void close() {
        worker.close();
    }

    @Test
    @DisplayName("keep to the struct of their own source, where both call it the same and read the first member")
    void sameAccess(@TempDir Path directory) throws Exception {
        var object = link(directory, PROGRAM.formatted("pid"), PROGRAM.formatted("tgid"));

        assertEquals(Set.of("pid in raw_tp/pid", "tgid in raw_tp/tgid"), firstMembers(object));
    }

    @Test
    @DisplayName("keep to the type of their own source, where LLVM only numbers them")
    void typeIds(@TempDir Path directory) throws Exception {
        var object = link(directory, TYPE_ID.formatted("one"), TYPE_ID.formatted("other"));

        var types = new TreeSet<String>();
        for (var section : object.ext().relocations().sections()) {
            for (var relocation : section.records()) {
                types.add(object.btf().type(relocation.type()).name() + " in " + section.name());
            }
        }
        assertEquals(Set.of("one in raw_tp/one", "other in raw_tp/other"), types);
        for (var section : object.ext().relocations().sections()) {
            var code = Instruction.of(object.elf(), section.name());
            for (var relocation : section.records()) {
                assertEquals(
                        relocation.type(),
                        code.get((int) relocation.instructionOffset() / 8).immediate(),
                        "the id in the instruction is the one in BTF");
            }
        }
    }

    @Test
    @DisplayName("are as many as without the link, with the same accesses")
    void records(@TempDir Path directory) throws Exception {
        var alone = accesses(link(directory, PROGRAM.formatted("pid")));
        var both = accesses(link(
                directory, PROGRAM.formatted("pid"), PROGRAM.formatted("pid").replace("_pid", "_too")));

        alone.addAll(List.copyOf(alone));
        assertEquals(alone, both);
    }

    private static Set<String> firstMembers(LinkedObject object) {
        var names = new TreeSet<String>();
        for (var section : object.ext().relocations().sections()) {
            for (var relocation : section.records()) {
                var struct = (BtfType.Struct) object.btf().type(relocation.type());
                names.add(struct.members().get(0).name() + " in " + section.name());
            }
        }
        return names;
    }

    private static List<String> accesses(LinkedObject object) {
        var accesses = new ArrayList<String>();
        object.ext()
                .relocations()
                .sections()
                .forEach(section -> section.records().forEach(relocation -> accesses.add(relocation.access())));
        return accesses;
    }

    private LinkedObject link(Path directory, String... sources) throws Exception {
        var links = new TestLinks(directory);
        var inputs = new ArrayList<LinkInput>();
        for (var source : sources) {
            inputs.add(links.input("source" + inputs.size() + ".bpf.c", source, BpfTarget.BPFEL));
        }
        return LinkedObject.of(
                worker.link(links.whole("all.bpf.c", BpfTarget.BPFEL, inputs)).get());
    }
}
