package io.github.bpfmaven.object;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRewriter;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A damaged BPF object")
final class ObjectDamageTest {
    private static final int ROUNDS = 5_000;

    /** Something of everything that is read. */
    private static final String SOURCE = """
            struct task_struct { int pid; } __attribute__((preserve_access_index));
            struct key { __u32 cpu; __u64 id; };
            struct inner { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); };
            struct {
                __uint(type, BPF_MAP_TYPE_LRU_HASH);
                __uint(max_entries, 100);
                __type(key, struct key);
                __type(value, __u64[4]);
                __uint(pinning, LIBBPF_PIN_BY_NAME);
                __ulong(map_extra, 1);
            } counts SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
                __uint(max_entries, 2);
                __uint(key_size, 4);
                __array(values, struct inner);
            } outer SEC(".maps");
            int enabled = 1;
            const volatile __u64 limit = 7;
            static volatile __u64 hits;
            struct key last SEC(".data.last") = {1, 2};
            extern int LINUX_KERNEL_VERSION __kconfig;
            extern const void schedule __ksym;
            extern void bpf_rcu_read_lock(void) __ksym __weak;
            static __noinline int helper(int x) { return x * 3 + (int)hits; }
            SEC("fentry/do_unlinkat") int enter(__u64 *ctx) {
                struct task_struct *task = (void *)bpf_get_current_task();
                hits += task->pid + limit + LINUX_KERNEL_VERSION + (__u64)&schedule;
                if (bpf_rcu_read_lock)
                    bpf_rcu_read_lock();
                last.cpu++;
                return enabled ? helper((int)last.id) : 0;
            }
            SEC("?kprobe/do_nanosleep") int sleep(void *ctx) {
                struct key key = {};
                bpf_map_lookup_elem(&outer, &key);
                return !bpf_map_lookup_elem(&counts, &key) + helper(enabled);
            }
            char LICENSE[] SEC("license") = "GPL";
            """;

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("is read, or refused with BpfObjectFormatException, and nothing else, in bounded time")
    void isReadOrRefused(BpfTarget target, @TempDir Path directory) throws Exception {
        byte[] sound = withoutDwarf(CompiledObject.bytes(SOURCE, target, directory));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> damage(sound, new Random(4)));
    }

    private static void damage(byte[] sound, Random random) {
        int read = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = sound.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(20) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            try {
                BpfObject object = BpfObject.read(bytes);
                ObjectChecks.check(object, object.byteOrder());
                read++;
            } catch (BpfObjectFormatException expected) {
                refused++;
            }
        }
        assertTrue(read > ROUNDS / 20, read + " read");
        assertTrue(refused > ROUNDS / 20, refused + " refused");
    }

    /** Flips in DWARF would change nothing. */
    private static byte[] withoutDwarf(byte[] object) throws Exception {
        return new ElfRewriter(ElfFile.read(object))
                .drop(section -> section.name().contains(".debug"))
                .write();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "max_entries", "unknown"})
    @DisplayName("is read in bounded time if thousands of maps share a definition with thousands of attributes")
    void sharedDefinition(String attribute) {
        int count = 20_000;
        ElfBuilder elf = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        int maps = elf.section(".maps", ElfSection.SHT_PROGBITS, ObjectBuilder.DATA, 8, new byte[8]);
        List<BtfType> types = new ArrayList<>(List.of(
                new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                new BtfType.Array(1, 1, 7),
                new BtfType.Ptr(2),
                new BtfType.Struct(
                        "",
                        8,
                        false,
                        IntStream.range(0, count)
                                .mapToObj(
                                        i -> new BtfMember(attribute.equals("unknown") ? "u" + i : attribute, 3, 0, 0))
                                .toList())));
        List<BtfVarSecInfo> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elf.symbol("m" + i, ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, 0, maps, 0, 8);
            types.add(new BtfType.Var("m" + i, 4, BtfLinkage.GLOBAL));
            places.add(new BtfVarSecInfo(types.size(), 0, 8));
        }
        types.add(new BtfType.DataSec(".maps", 0, places));
        elf.section(
                ".BTF",
                ElfSection.SHT_PROGBITS,
                0,
                4,
                Btf.of(ByteOrder.LITTLE_ENDIAN, types).write());
        BpfObject object = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> BpfObject.read(elf.build()));
        assertEquals(count, object.maps().size());
        assertTrue(object.maps().get(0).problems().size() <= 9);
    }

    @Test
    @DisplayName("is refused if .BTF.ext is damaged, even with sound BTF")
    void damagedExt(@TempDir Path directory) throws Exception {
        byte[] bytes = CompiledObject.bytes(
                "SEC(\"xdp\") int pass(struct xdp_md *ctx) { return XDP_PASS; }", BpfTarget.BPFEL, directory);
        ElfFile elf = ElfFile.read(bytes);
        byte[] ext = elf.section(".BTF.ext").orElseThrow().data();
        // The version, which is 1.
        bytes[indexOf(bytes, ext) + 2] = 9;
        BpfObjectFormatException refused = assertThrows(BpfObjectFormatException.class, () -> BpfObject.read(bytes));
        assertTrue(refused.getMessage().startsWith("section .BTF.ext is damaged: "), refused.getMessage());
    }

    private static int indexOf(byte[] all, byte[] part) {
        int at = 0;
        while (!Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
    }
}
