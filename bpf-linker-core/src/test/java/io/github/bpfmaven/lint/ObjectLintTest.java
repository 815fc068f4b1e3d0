package io.github.bpfmaven.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.inspect.InspectedObject;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A lint")
final class ObjectLintTest {
    private static final String GPL = "char LICENSE[] SEC(\"license\") = \"GPL\";\n";

    @TempDir
    Path directory;

    @Test
    @DisplayName("finds maps that no program uses, but not those that other maps begin with, or that are pinned")
    void unusedMaps() throws Exception {
        var source = GPL + """
                struct inner { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); };
                struct inner first SEC(".maps");
                struct { __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS); __uint(max_entries, 2); __type(key, int);
                    __array(values, struct inner); } outer SEC(".maps") = { .values = { [0] = &first } };
                struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int);
                    __uint(pinning, LIBBPF_PIN_BY_NAME); } shared SEC(".maps");
                struct inner forgotten SEC(".maps");
                struct inner left SEC(".maps");
                SEC("xdp") int drop(struct xdp_md *ctx) { int key = 0; return bpf_map_lookup_elem(&outer, &key) ? 1 : 2; }
                """;
        assertEquals(
                List.of(
                        "unused-map: no program uses the maps 'forgotten', 'left', which are made and take their memory all"
                                + " the same: remove them"),
                lint(source));
        assertEquals(
                List.of("unused-map: no program uses the map 'left', which is made and takes its memory all the same:"
                        + " remove it"),
                lint(source.replace("struct inner forgotten SEC(\".maps\");", "")));
        assertEquals(
                List.of(),
                lint("struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int);"
                        + " __type(value, int); } alone SEC(\".maps\");\n"));
    }

    @Test
    @DisplayName("finds functions that no program reaches, but not callbacks and what they call")
    void deadFunctions() throws Exception {
        var source = GPL + """
                __noinline int deep(int n) { return n * 7 + bpf_get_prandom_u32(); }
                static long step(__u32 index, void *context) { *(int *)context += deep(index); return 0; }
                __noinline int island(int n) { return deep(n) + 1; }
                SEC("xdp") int drop(struct xdp_md *ctx) { int sum = 0; bpf_loop(3, step, &sum, 0); return sum; }
                """;
        assertEquals(
                List.of(
                        "dead-function at program.c:6: the function 'island' is in the object, but no program calls it or"
                                + " has it called back: remove it, or make it static inline"),
                lint(source));
        assertEquals(List.of(), lint(source.replace("__noinline int island", "static inline int island")));
    }

    @Test
    @DisplayName("finds functions for struct_ops that stand in no table")
    void unusedStructOps() throws Exception {
        var source = GPL + """
                struct ops { int (*init)(void); };
                SEC("struct_ops/one") int one(void *ctx) { return 1; }
                SEC("struct_ops/two") int two(void *ctx) { return 2; }
                SEC("?struct_ops/three") int three(void *ctx) { return 3; }
                SEC(".struct_ops") struct ops table = { .init = (void *)one };
                """;
        var found = lint(source);
        assertEquals(1, found.size(), found::toString);
        assertTrue(
                found.get(0).startsWith("dead-function at program.c:6: the struct_ops function 'two'"),
                found::toString);
    }

    @Test
    @DisplayName("finds sections that libbpf does not know")
    void unknownSections() throws Exception {
        var found = lint(GPL + "SEC(\"xdpdrop\") int drop(void *ctx) { return 1; }\n");
        assertEquals(1, found.size(), found::toString);
        assertTrue(
                found.get(0)
                        .startsWith(
                                "unknown-section at program.c:4: libbpf does not know what program 'drop' in section"
                                        + " 'xdpdrop' is"),
                found::toString);
        assertEquals(List.of(), lint(GPL + "SEC(\"?xdp.frags/devmap\") int drop(void *ctx) { return 1; }\n"));
    }

    @Test
    @DisplayName("finds names that the kernel cuts, and those that are the same then")
    void names() throws Exception {
        var source = GPL + """
                #define MAP(name) struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); \\
                    __type(value, int); } name SEC(".maps")
                MAP(fifteen_letters);
                MAP(connections_in_);
                MAP(connections_in_use);
                SEC("xdp") int a_program_of_long_name(void *ctx)
                {
                    int key = 0;
                    return bpf_map_lookup_elem(&fifteen_letters, &key) && bpf_map_lookup_elem(&connections_in_, &key)
                        && bpf_map_lookup_elem(&connections_in_use, &key);
                }
                """;
        assertEquals(
                List.of(
                        "map-name-collision: the maps 'connections_in_', 'connections_in_use' are all called"
                                + " 'connections_in_' by the kernel, which keeps 15 characters of a name: nobody can tell"
                                + " them apart in bpftool's lists; let their names differ earlier",
                        "long-map-name: the kernel keeps 15 characters of the name of the map 'connections_in_use', so it"
                                + " is 'connections_in_' in bpftool's lists",
                        "long-program-name: the kernel keeps 15 characters of the name of the program"
                                + " 'a_program_of_long_name', so it is 'a_program_of_lo' in bpftool's lists"),
                lint(source));
        assertEquals(LintLevel.OFF, LintSettings.DEFAULT.level(LintRule.LONG_PROGRAM_NAME));
    }

    @Test
    @DisplayName("finds programs that are too long for a kernel that they would run on otherwise")
    void largePrograms() throws Exception {
        var body = """
                #define ONE sum = sum * 31 + *(volatile int *)&seed; sum ^= sum << 3;
                #define TEN ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE
                #define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
                SEC("%s") int run(void *ctx) { int seed = 3; int sum = bpf_get_prandom_u32();
                    %s HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED return sum; }
                """;
        var large = lint(GPL + body.formatted("tc", ""));
        assertEquals(1, large.size(), large::toString);
        assertTrue(
                large.get(0)
                        .matches("large-program at program.c:7: the program 'run' has [4-9],\\d+ instructions, and"
                                + " Linux before 5.2 takes 4,096: but for its length it would run there"),
                large::toString);
        // A loop needs Linux 5.3, which takes long programs: only who has no rights is left.
        var loop = "while (sum & 1) sum = bpf_get_prandom_u32();";
        assertEquals(List.of(), lint(GPL + body.formatted("tc", loop)));
        var unprivileged = lint(GPL + body.formatted("socket", loop));
        assertEquals(1, unprivileged.size(), unprivileged::toString);
        assertTrue(
                unprivileged.get(0).endsWith("and the kernel takes 4,096 from who has no CAP_BPF"),
                unprivileged::toString);
        assertEquals(List.of(), lint(GPL + body.formatted("tc", "").replace("HUNDRED HUNDRED HUNDRED", "HUNDRED")));
    }

    @ParameterizedTest
    @CsvSource({"4,false", "3,true"})
    @DisplayName("finds programs of more instructions than the user wants")
    void mostInstructions(int limit, boolean fires) throws Exception {
        var source = GPL + """
                static __noinline int two(int n) { return n * n; }
                SEC("xdp") int drop(void *ctx) { return two(bpf_get_prandom_u32()); }
                """;
        var size =
                InspectedObject.of(source, directory).report().programs().get(0).loadedInstructions();
        var settings = LintSettings.DEFAULT.with(List.of("max-instructions=" + (size - 4 + limit)));
        var found = lint(source, settings);
        assertEquals(
                fires
                        ? List.of("max-instructions at program.c:5: the program 'drop' has " + size
                                + " instructions with its subprograms, more than " + (size - 1))
                        : List.of(),
                found);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 120, 160, 168})
    @DisplayName("finds chains of calls that need more stack than there is: where it does, the verifier refuses them")
    void stack(int size) throws Exception {
        var source = GPL + """
                #define USE(a) bpf_probe_read_kernel(a, sizeof(a), (void *)8)
                static __noinline int more(int n) { return n * 3 + bpf_get_prandom_u32(); }
                static __noinline int fill(int n) { return more(n) * n; }
                static __noinline int last(int n) { char a[%1$d]; USE(a); return fill(n) + a[0]; }
                static __noinline int middle(int n) { char a[%1$d]; USE(a); return last(n) + a[0]; }
                SEC("xdp") int first(struct xdp_md *ctx) { char a[%1$d]; USE(a); return middle(a[1]) + a[0]; }
                """.formatted(size);
        var found = lint(source);
        var chain = "stack at program.c:9: the chain of calls 'first' (%1$d) > 'middle' (%1$d) > 'last' (%1$d)"
                .formatted(size);
        var expected = switch (size) {
            case 160 ->
                List.of(chain + " > 'fill' (0) > 'more' (0) needs 544 bytes of stack, more than the 512 that there are,"
                        + " on Linux before 6.9 and without a JIT compiler, where each frame is rounded up to 32");
            case 168 ->
                List.of(chain + " > 'fill' (0) > 'more' (0) needs 528 bytes of stack, more than the 512 that there are;"
                        + " Linux 6.13 and later has more, but for some kinds of program only");
            default -> List.of();
        };
        assertEquals(expected, found);
        Kernel.require();
        var load = load(source);
        assertEquals(size <= 160, load.status() == 0, load.output());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 240, 248, 304})
    @DisplayName("finds tail calls below too much stack: where it does, the verifier refuses them")
    void tailCalls(int size) throws Exception {
        var source = GPL + """
                struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 1); __uint(key_size, 4); __uint(value_size, 4); }
                    programs SEC(".maps");
                static __noinline int jump(struct __sk_buff *ctx) { bpf_tail_call(ctx, &programs, 0); return 1; }
                SEC("tc") int first(struct __sk_buff *ctx)
                {
                    char a[%d];
                    bpf_probe_read_kernel(a, sizeof(a), (void *)8);
                    return jump(ctx) + a[0];
                }
                """.formatted(size);
        var found = lint(source);
        assertEquals(size > 240, !found.isEmpty(), found::toString);
        if (size > 240) {
            assertEquals(
                    List.of("stack at program.c:7: 'jump' makes a tail call, and the functions that call it take "
                            + (size + 15) / 16 * 16 + " bytes of" + " stack; the verifier refuses that from 256 on"),
                    found);
        }
        Kernel.require();
        var load = load(source);
        assertEquals(found.isEmpty(), load.status() == 0, load.output());
    }

    @Test
    @DisplayName("takes another limit for the stack")
    void stackLimit() throws Exception {
        var source = GPL + """
                SEC("xdp") int drop(void *ctx) { char a[100]; bpf_probe_read_kernel(a, sizeof(a), (void *)8); return a[0]; }
                """;
        assertEquals(List.of(), lint(source));
        assertEquals(
                List.of("stack at program.c:4: the program 'drop' (104) needs 112 bytes of stack, more than 64"),
                lint(source, LintSettings.DEFAULT.with(List.of("stack=64"))));
    }

    @Test
    @DisplayName("finds what the kernel allows under the GPL only, with its line")
    void license() throws Exception {
        var source = """
                char LICENSE[] SEC("license") = "MIT";
                extern void bpf_rcu_read_lock(void) __ksym;
                extern void bpf_rcu_read_unlock(void) __ksym;
                static __noinline long when(void *from) { long to; return bpf_probe_read_kernel(&to, 8, from); }
                SEC("kprobe/x") int on_x(void *ctx) { return when(ctx); }
                SEC("tc") int on_y(void *ctx) { bpf_rcu_read_lock(); bpf_rcu_read_unlock(); return 0; }
                SEC("lsm/file_open") int on_open(void *ctx) { return 0; }
                """;
        var found = lint(source);
        assertEquals(
                List.of(
                        "on_open' is of type lsm",
                        "calls bpf_probe_read_kernel()",
                        "bpf_rcu_read_lock()",
                        "bpf_rcu_read_unlock()"),
                List.of(
                                "on_open' is of type lsm",
                                "calls bpf_probe_read_kernel()",
                                "bpf_rcu_read_lock()",
                                "bpf_rcu_read_unlock()")
                        .stream()
                        .filter(text -> found.stream().anyMatch(warning -> warning.contains(text)))
                        .toList(),
                found::toString);
        assertEquals(4, found.size(), found::toString);
        assertTrue(
                found.contains(
                        "gpl-only at program.c:6: 'when' calls bpf_probe_read_kernel(), which the kernel allows only"
                                + " under a license that goes with the GPL, and the object has 'MIT': say \"GPL\" or"
                                + " \"Dual BSD/GPL\" in SEC(\"license\") if you may, or do without"),
                found::toString);
        assertEquals(List.of(), lint(source.replace("\"MIT\"", "\"Dual MIT/GPL\"")));
        assertEquals(
                4,
                lint(source.replace("char LICENSE[] SEC(\"license\") = \"MIT\";", ""))
                        .size());
    }

    @Test
    @DisplayName("lets a helper be that is free for one type of program")
    void licenseOfOneType() throws Exception {
        var source = """
                char LICENSE[] SEC("license") = "MIT";
                struct { __uint(type, BPF_MAP_TYPE_STACK_TRACE); __uint(max_entries, 8); __uint(key_size, 4); __uint(value_size, 80); }
                    stacks SEC(".maps");
                SEC("%s") int on_sample(void *ctx) { return bpf_get_stackid(ctx, &stacks, 0); }
                """;
        assertEquals(List.of(), lint(source.formatted("perf_event")));
        assertEquals(1, lint(source.formatted("kprobe/x")).size());
    }

    @Test
    @DisplayName("finds bpf_printk, each line once")
    void printk() throws Exception {
        var source = GPL + """
                SEC("xdp") int drop(struct xdp_md *ctx)
                {
                    bpf_printk("len %d", ctx->data_end - ctx->data);
                    bpf_printk("%d %d %d %d", 1, 2, 3, ctx->ingress_ifindex);
                    return 1;
                }
                """;
        assertEquals(
                List.of(6, 7),
                ObjectLint.check(InspectedObject.of(source, directory), LintSettings.DEFAULT).stream()
                        .map(warning -> warning.place().orElseThrow().line())
                        .toList());
        assertEquals(
                "printk at program.c:6: 'drop' calls bpf_printk, which is for debugging: all programs write into one buffer"
                        + " of the machine, and each call takes microseconds",
                lint(source).get(0));
    }

    @Test
    @DisplayName("says the same for both byte orders, and without line information says no place")
    void bothByteOrders() throws Exception {
        var source = GPL + "SEC(\"xdp\") int drop(struct xdp_md *ctx) { bpf_printk(\"hm\"); return 1; }\n";
        var big = ObjectInspector.of(InspectedObject.bytes(source, BpfTarget.BPFEB, directory));
        assertEquals(lint(source), text(ObjectLint.check(big, LintSettings.DEFAULT)));
        var bare = InspectedObject.of(source, directory, "-g0");
        assertFalse(ObjectLint.check(bare, LintSettings.DEFAULT).get(0).place().isPresent());
    }

    private List<String> lint(String source) throws Exception {
        return lint(source, LintSettings.DEFAULT);
    }

    private List<String> lint(String source, LintSettings settings) throws Exception {
        return text(ObjectLint.check(InspectedObject.of(source, directory), settings));
    }

    private static List<String> text(List<LintWarning> warnings) {
        return warnings.stream()
                .map(warning -> warning.rule()
                        + warning.place()
                                .map(place -> " at " + place.file().replaceFirst(".*/", "") + ":" + place.line())
                                .orElse("")
                        + ": " + warning.message())
                .collect(Collectors.toList());
    }

    private Kernel.Result load(String source) throws Exception {
        var bytes = InspectedObject.bytes(source, BpfTarget.BPFEL, directory);
        return Kernel.load(Files.write(directory.resolve("lint.o"), bytes));
    }
}
