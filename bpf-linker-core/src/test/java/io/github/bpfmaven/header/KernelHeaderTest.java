package io.github.bpfmaven.header;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("The header of this kernel")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KernelHeaderTest {
    private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    /** Reads members of task_struct and of what it points at, in the three ways that CO-RE knows. */
    private static final List<String> PROGRAM = """
            #define SEC(name) __attribute__((section(name), used))
            static long (*const probe_read_kernel)(void *to, u32 size, const void *from) = (void *)113;
            struct task_struct___other {
            	int no_such_member;
            } __attribute__((preserve_access_index));
            long sum;
            SEC("tp_btf/sched_switch") int on_switch(u64 *ctx)
            {
            	struct task_struct *next = (struct task_struct *)ctx[2];
            	sum += next->pid + next->real_parent->tgid + (next->flags & 1);
            	if (__builtin_preserve_field_info(((struct task_struct___other *)next)->no_such_member, 2))
            		sum = -1;
            	return 0;
            }
            SEC("raw_tp/sched_switch") int on_raw_switch(u64 *ctx)
            {
            	struct task_struct *next = (struct task_struct *)ctx[2];
            	struct mm_struct *mm = 0;
            	probe_read_kernel(&mm, sizeof(mm), &next->mm);
            	probe_read_kernel(&sum, sizeof(sum), &mm->total_vm);
            	return 0;
            }
            char LICENSE[] SEC("license") = "GPL";
            """.lines().toList();

    @TempDir
    private Path directory;

    private Btf btf;

    @BeforeAll
    void read() throws Exception {
        assumeTrue(Files.isReadable(KERNEL), KERNEL + " is not there");
        btf = Btf.read(Files.readAllBytes(KERNEL), ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest(name = "for {0}")
    @EnumSource(BpfTarget.class)
    @DisplayName("has the size, offsets and values of every type")
    void layouts(BpfTarget target) throws Exception {
        HeaderAssertions assertions = new HeaderAssertions(btf);

        new HeaderProject(directory)
                .check(VmlinuxHeader.of(btf, HeaderOptions.everything()), assertions.statements(), target);

        assertTrue(
                assertions.statements().size() > 50_000, assertions.statements().size() + " statements");
        assertTrue(assertions.reached() > 5_000, assertions.reached() + " structs and unions");
    }

    @Test
    @DisplayName("gives the same BTF again")
    void roundTrip() throws Exception {
        String header = VmlinuxHeader.of(btf, HeaderOptions.everything());

        assertEquals(List.of(), new HeaderProject(directory).roundTrip(btf, header, BpfTarget.BPFEL));
    }

    @Test
    @DisplayName("is the same whatever ids the types have")
    void shuffled() throws Exception {
        String header = VmlinuxHeader.of(btf, HeaderOptions.everything());

        for (int seed = 0; seed < 3; seed++) {
            // In parts: a message of three million characters twice says nothing.
            List<String> lines = VmlinuxHeader.of(Types.shuffled(btf, seed), HeaderOptions.everything())
                    .lines()
                    .toList();
            List<String> expected = header.lines().toList();
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.get(i), lines.get(i), "line " + (i + 1) + " shuffled with " + seed);
            }
            assertEquals(expected.size(), lines.size());
        }
    }

    @Test
    @DisplayName("leaves no value of an enum out")
    void enums() throws Exception {
        String header = VmlinuxHeader.of(btf, HeaderOptions.everything());
        HeaderNames names = new HeaderNames(btf);

        long values = 0;
        for (int id = 1; id < btf.types().size(); id++) {
            if (btf.type(id) instanceof BtfType.Enum || btf.type(id) instanceof BtfType.Enum64) {
                for (String name : names.enumeratorNames(id)) {
                    values += header.contains("\t" + name + " = ") ? 0 : 1;
                }
            }
        }
        assertEquals(0, values, "values that are not in the header");
    }

    @ParameterizedTest(name = "types {0}")
    @ValueSource(strings = {"", "task_struct,mm_struct,u32,u64"})
    @DisplayName("makes programs that this kernel loads")
    void loads(String roots) throws Exception {
        Kernel.require();
        HeaderOptions options = HeaderOptions.everything();
        String header = VmlinuxHeader.of(btf, roots.isEmpty() ? options : options.withTypes(List.of(roots.split(","))));

        Path object = new HeaderProject(directory).object(header, PROGRAM, BpfTarget.BPFEL);
        Kernel.Result result = Kernel.load(object);

        assertEquals(0, result.status(), result.output());
        assertTrue(roots.isEmpty() || header.length() < 100_000, header.length() + " characters");
    }
}
