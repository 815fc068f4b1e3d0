package io.github.bpfmaven.object;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfExtern.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

@DisplayName("The externs of an object")
final class BpfExternTest {
    private static final String USES = """
            struct task_struct;
            extern int LINUX_KERNEL_VERSION __kconfig;
            extern char CONFIG_DEFAULT_TCP_CONG[16] __kconfig __weak;
            extern const void schedule __ksym;
            extern const void no_such_symbol __ksym __weak;
            extern const int bpf_prog_active __ksym;
            extern const int unused __ksym;
            extern struct task_struct *bpf_task_from_pid(__s32 pid) __ksym;
            extern void bpf_task_release___flavour(struct task_struct *p) __ksym __weak;
            __u64 seen[5];
            SEC("syscall") int look(void *ctx) {
                struct task_struct *task = bpf_task_from_pid(1);
                seen[0] = LINUX_KERNEL_VERSION;
                seen[1] = CONFIG_DEFAULT_TCP_CONG[0];
                seen[2] = (__u64)&schedule;
                seen[3] = (__u64)&no_such_symbol;
                seen[4] = (__u64)&bpf_prog_active;
                if (task && bpf_task_release___flavour)
                    bpf_task_release___flavour(task);
                return 0;
            }
            char LICENSE[] SEC("license") = "GPL";
            """;

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("are what it uses of __kconfig and __ksym, by kind and name, with type and weakness")
    void externs(BpfTarget target, @TempDir Path directory) throws Exception {
        check(CompiledObject.clang(USES, target, directory));
        check(CompiledObject.linked(USES, target, directory));
    }

    private static void check(BpfObject object) {
        List<BpfExtern> externs = object.externs();
        assertEquals(
                List.of(
                        "KCONFIG CONFIG_DEFAULT_TCP_CONG weak",
                        "KCONFIG LINUX_KERNEL_VERSION",
                        "KSYM_FUNCTION bpf_task_from_pid",
                        "KSYM_FUNCTION bpf_task_release___flavour weak",
                        "KSYM_TYPED_VARIABLE bpf_prog_active",
                        "KSYM_UNTYPED no_such_symbol weak",
                        "KSYM_UNTYPED schedule"),
                externs.stream()
                        .map(extern -> extern.kind() + " " + extern.name() + (extern.weak() ? " weak" : ""))
                        .toList());
        Btf btf = object.btf().orElseThrow();
        assertEquals(16, btf.size(externs.get(0).type()).orElseThrow());
        assertInstanceOf(BtfType.Int.class, btf.type(externs.get(1).type()));
        List<BtfParam> params = assertInstanceOf(
                        BtfType.FuncProto.class, btf.type(externs.get(2).type()))
                .params();
        assertEquals(1, params.size());
        assertEquals("__s32", btf.type(params.get(0).type()).name());
        assertEquals(4, btf.size(externs.get(4).type()).orElseThrow());
        assertEquals(0, btf.resolve(externs.get(6).type()));
    }

    @Test
    @DisplayName("are unresolved if BTF does not tell where to look, but for maps")
    void unresolved(@TempDir Path directory) throws Exception {
        String source = """
                extern int elsewhere(int);
                extern struct { __uint(type, BPF_MAP_TYPE_HASH); __type(key, int); __type(value, int); } map SEC(".maps");
                extern int global __weak;
                SEC("tc") int use(void *ctx) { int key = 0; return elsewhere(global) + !bpf_map_lookup_elem(&map, &key); }
                """;
        BpfObject object = CompiledObject.clang(source, BpfTarget.BPFEB, directory);
        List<BpfExtern> expected = List.of(
                new BpfExtern("elsewhere", Kind.UNRESOLVED, 0, false),
                new BpfExtern("global", Kind.UNRESOLVED, 0, true));
        assertEquals(expected, object.externs());
        assertEquals(List.of("map"), object.maps().stream().map(BpfMap::name).toList());
        assertEquals(
                List.of("elsewhere", "global", "map"),
                BpfObject.read(CompiledObject.bytes(source, BpfTarget.BPFEB, directory, "-g0")).externs().stream()
                        .map(BpfExtern::name)
                        .toList(),
                "without BTF nothing tells a map from another variable");
    }
}
