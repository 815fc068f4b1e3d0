package io.github.bpfmaven.object;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The kind of a program")
final class ProgramKindTest {
    /** Attach types that are newer than the header, which is Linux 6.18's. */
    private static final Set<String> NEWER =
            Set.of("trace_fsession", "trace_fentry_multi", "trace_fexit_multi", "trace_fsession_multi");

    /** What a program must be attached to when it is loaded. */
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("tp_btf", "sched_switch"),
            Map.entry("fentry", "do_unlinkat"),
            Map.entry("fexit", "do_unlinkat"),
            Map.entry("fsession", "do_unlinkat"),
            Map.entry("fmod_ret", "security_file_open"),
            Map.entry("lsm", "file_open"),
            Map.entry("lsm_cgroup", "socket_bind"),
            Map.entry("iter", "task"));

    /** What any kernel since 5.10 and any libbpf since 1.0 load. */
    private static final Set<String> EVERYWHERE = Set.of(
            "socket",
            "kprobe",
            "uprobe",
            "tracepoint",
            "raw_tp",
            "tc",
            "action",
            "xdp",
            "perf_event",
            "cgroup_skb/egress",
            "cgroup/sock_create",
            "cgroup/connect4",
            "sockops",
            "sk_msg",
            "syscall");

    @TempDir
    private static Path directory;

    private static TestClang clang;

    @BeforeAll
    static void copyHeaders() {
        clang = new TestClang(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "xdp,                                 xdp,            xdp,                ,                     false, true",
        "xdp.frags/devmap,                    xdp,            xdp_devmap,         ,                     false, true",
        "?kprobe/do_unlinkat,                 kprobe,         ,                   do_unlinkat,          false, false",
        "kprobe,                              kprobe,         ,                   ,                     false, true",
        "kprobe/,                             kprobe,         ,                   ,                     false, true",
        "kprobe.multi/bpf_*,                  kprobe,         trace_kprobe_multi, bpf_*,                false, true",
        "uprobe.s//bin/sh:main+4,             kprobe,         ,                   /bin/sh:main+4,       true,  true",
        "tracepoint/sched/sched_switch,       tracepoint,     ,                   sched/sched_switch,   false, true",
        "fentry.s/do_unlinkat,                tracing,        trace_fentry,       do_unlinkat,          true,  true",
        "iter.s/task,                         tracing,        trace_iter,         task,                 true,  true",
        "lsm_cgroup/socket_bind,              lsm,            lsm_cgroup,         socket_bind,          false, true",
        "freplace/f,                          ext,            ,                   f,                    false, true",
        "?struct_ops.s/init,                  struct_ops,     ,                   init,                 true,  false",
        "cgroup_skb/ingress,                  cgroup_skb,     cgroup_inet_ingress, ,                    false, true",
        "tcx/ingress,                         sched_cls,      tcx_ingress,        ,                     false, true",
        "tc,                                  sched_cls,      ,                   ,                     false, true",
        "syscall,                             syscall,        ,                   ,                     true,  true",
    })
    @DisplayName("is what its section says")
    void kinds(String section, String type, String attachType, String target, boolean sleepable, boolean autoload) {
        assertEquals(
                Optional.of(new ProgramKind(
                        Arrays.stream(ProgramType.values())
                                .filter(known -> known.toString().equals(type))
                                .findFirst()
                                .orElseThrow(),
                        Optional.ofNullable(attachType),
                        Optional.ofNullable(target),
                        sleepable,
                        autoload)),
                ProgramKind.of(section));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "??xdp",
                "xdp/",
                "xdp/eth0",
                "xdpx",
                "kprobex",
                "kprobe.s/f",
                "tc/other",
                ".text",
                "license"
            })
    @DisplayName("is not known for a section that libbpf does not know")
    void unknown(String section) {
        assertEquals(Optional.empty(), ProgramKind.of(section));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("is told of each program of an object, and of no subprogram")
    void ofAnObject(BpfTarget target, @TempDir Path own) throws Exception {
        BpfObject object = CompiledObject.clang("""
                static __noinline int helper(int x) { volatile int y = x; return y; }
                SEC("?fexit/do_unlinkat") int leave(void *ctx) { return helper(0); }
                SEC("xdp") int pass(struct xdp_md *ctx) { return helper(XDP_PASS); }
                SEC("my own") int strange(void *ctx) { return helper(1); }
                """, target, own);
        assertEquals(
                List.of(ProgramKind.of("?fexit/do_unlinkat"), ProgramKind.of("xdp"), Optional.empty()),
                object.programs().stream().map(BpfFunction::kind).toList());
        assertEquals(
                List.of(Optional.empty()),
                object.subprograms().stream().map(BpfFunction::kind).toList());
    }

    @Test
    @DisplayName("has a type of the kernel's header, with its number")
    void types() throws Exception {
        assertEquals(
                MapTypeTest.enumerators("BPF_PROG_TYPE_"),
                Arrays.stream(ProgramType.values())
                        .collect(Collectors.toMap(
                                ProgramType::constant, ProgramType::number, (one, other) -> one, TreeMap::new)));
        for (ProgramType type : ProgramType.values()) {
            assertEquals(Optional.of(type), ProgramType.of(type.number()));
        }
        assertEquals(Optional.empty(), ProgramType.of(ProgramType.values().length));
    }

    @Test
    @DisplayName("has an attach type of the kernel's header, or one of those known to be newer")
    void attachTypes() throws Exception {
        Set<String> known = MapTypeTest.enumerators("BPF_").keySet();
        for (SectionDefinition definition : SectionDefinition.ALL) {
            definition
                    .attachType()
                    .filter(type -> !NEWER.contains(type))
                    .ifPresent(
                            type -> assertTrue(known.contains("BPF_" + type.toUpperCase(java.util.Locale.ROOT)), type));
        }
    }

    @Test
    @DisplayName("is defined once for each section, none hidden behind another")
    void reachable() {
        assertTrue(SectionDefinition.ALL.size() >= 116);
        for (SectionDefinition definition : SectionDefinition.ALL) {
            assertEquals(
                    definition.type(),
                    ProgramKind.of(definition.name()).orElseThrow().type(),
                    definition.name());
            assertEquals(
                    definition.attachType(),
                    ProgramKind.of(definition.name()).orElseThrow().attachType(),
                    definition.name());
        }
    }

    static Stream<String> sections() {
        return SectionDefinition.ALL.stream().map(definition -> {
            String target = TARGETS.get(definition.name().replaceFirst("\\.s$", ""));
            return target == null ? definition.name() : definition.name() + "/" + target;
        });
    }

    @Test
    @DisplayName("is the one that the running libbpf loads it as, wherever libbpf and this kernel take the section")
    void likeTheKernel() throws Exception {
        Kernel.require();
        List<String> notTaken = new ArrayList<>();
        for (String section : sections().toList()) {
            Path pin = Kernel.newPin();
            try {
                Kernel.Result loaded = load(section, pin);
                if (loaded.status() != 0) {
                    assertFalse(EVERYWHERE.contains(section), () -> section + ": " + loaded.output());
                    notTaken.add(section);
                    continue;
                }
                String shown = Kernel.bpftool("-j", "prog", "show", "pinned", pin.toString())
                        .output();
                ProgramType type = ProgramKind.of(section).orElseThrow().type();
                assertTrue(shown.contains("\"type\":\"" + type + "\""), shown);
            } finally {
                Kernel.unpin(pin);
            }
        }
        System.out.println("Sections that this kernel or its libbpf does not take: " + notTaken);
    }

    /** Kinds of program differ in what they may return; 0 or 1 suits each. */
    private static Kernel.Result load(String section, Path pin) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("one.c"), """
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>
                SEC(SECTION) int one(void *ctx) { return RESULT; }
                char LICENSE[] SEC("license") = "GPL";
                """);
        BpfTarget target = BpfTarget.of(ByteOrder.nativeOrder());
        Path zero = clang.object("one.c", target, "-DRESULT=0", "-DSECTION=\"" + section + "\"");
        Kernel.Result loaded = Kernel.bpftool("prog", "load", zero.toString(), pin.toString());
        if (loaded.status() == 0) {
            return loaded;
        }
        Path one = clang.object("one.c", target, "-DRESULT=1", "-DSECTION=\"" + section + "\"");
        return Kernel.bpftool("prog", "load", one.toString(), pin.toString());
    }
}
