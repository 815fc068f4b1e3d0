package io.github.bpfmaven.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestTools;

/** One small source in every form that a linker may be given it in, made by the real tools. */
public final class Samples {
    /** A function, a variable and a map of its own. */
    public static final String SOURCE = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 4);
                     __type(key, int); __type(value, long); } counts SEC(".maps");
            int step = 1;
            SEC("tc") int count(struct __sk_buff *skb)
            {
                int key = skb->len & 3;
                long *value = bpf_map_lookup_elem(&counts, &key);
                if (value) *value += step;
                return 0;
            }
            char LICENSE[] SEC("license") = "GPL";
            """;

    private final TestClang clang;
    private final Path directory;
    private final BpfTarget target;

    public Samples(Path directory, BpfTarget target) throws IOException {
        this.clang = new TestClang(directory);
        this.directory = directory;
        this.target = target;
        Files.writeString(directory.resolve("count.c"), SOURCE);
    }

    public byte[] bitcode() throws IOException, InterruptedException {
        return read(clang.bitcode("count.c", target));
    }

    /** Bitcode in a wrapper, as Apple's tools make it. */
    public byte[] wrapped() throws IOException, InterruptedException {
        var bitcode = bitcode();
        return ByteBuffer.allocate(20 + bitcode.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x0b17c0de)
                .putInt(0)
                .putInt(20)
                .putInt(bitcode.length)
                .putInt(0)
                .put(bitcode)
                .array();
    }

    public byte[] ir() throws IOException, InterruptedException {
        TestTools.run(directory, "llvm-dis", clang.bitcode("count.c", target).toString(), "-o", "count.ll");
        return read(directory.resolve("count.ll"));
    }

    /** An object with the bitcode beside the code. */
    public byte[] embedded() throws IOException, InterruptedException {
        return read(clang.object("count.c", target, "-fembed-bitcode=all"));
    }

    public byte[] fatLto() throws IOException, InterruptedException {
        return read(clang.object("count.c", target, "-flto", "-ffat-lto-objects"));
    }

    /** @param format {@code gnu}, {@code bsd} or {@code darwin} */
    public byte[] archive(String format) throws IOException, InterruptedException {
        Files.write(directory.resolve("a_member_whose_name_is_long.o"), bitcode());
        Files.writeString(directory.resolve("lib.rmeta"), "rust's own\n");
        Files.deleteIfExists(directory.resolve("lib.a"));
        TestTools.run(
                directory,
                "llvm-ar",
                "--format=" + format,
                "rcs",
                "lib.a",
                "a_member_whose_name_is_long.o",
                "lib.rmeta");
        return read(directory.resolve("lib.a"));
    }

    /** Every form, by its name. */
    public Map<String, byte[]> all() throws IOException, InterruptedException {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("bitcode", bitcode());
        all.put("wrapped bitcode", wrapped());
        all.put("textual IR", ir());
        all.put("embedded bitcode", embedded());
        all.put("fat LTO object", fatLto());
        all.put("GNU archive", archive("gnu"));
        all.put("BSD archive", archive("bsd"));
        return all;
    }

    static byte[] concatenated(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
