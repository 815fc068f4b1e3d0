package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.command.MapInfo;
import io.github.bpfmaven.loader.command.ProgramInfo;
import io.github.bpfmaven.loader.command.TestRuns;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.object.MapType;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What the kernel has of an object")
final class LibbpfComparisonTest extends LocalKernelCase {
    private static final Set<MapType> READABLE = EnumSet.of(
            MapType.ARRAY,
            MapType.HASH,
            MapType.LRU_HASH,
            MapType.PERCPU_ARRAY,
            MapType.PERCPU_HASH,
            MapType.LRU_PERCPU_HASH,
            MapType.LPM_TRIE);
    /** Ethernet, IPv4 and TCP, from port 1025 to port 80. */
    private static final byte[] PACKET = ByteBuffer.allocate(60)
            .putShort(12, (short) 0x0800)
            .put(14, (byte) 0x45)
            .putShort(16, (short) 46)
            .put(22, (byte) 64)
            .put(23, (byte) 6)
            .putInt(26, 0x0a000001)
            .putInt(30, 0x0a000002)
            .putShort(34, (short) 1025)
            .putShort(36, (short) 80)
            .put(46, (byte) 0x50)
            .array();

    /** All that libbpf 1.1 loads here. */
    static Stream<TestProgram> programs() throws IOException {
        return TestObjects.programs().stream()
                .filter(program -> program.refusal().isEmpty());
    }

    @Test
    @DisplayName("is compared for at least forty")
    void enough() throws IOException {
        assertTrue(programs().count() >= 40);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    @DisplayName("is the same, whether this loader or libbpf put it there: programs, instructions, records, maps;"
            + " and it does the same with a packet")
    void same(TestProgram program, @TempDir Path directory) throws Exception {
        var bytes = objects.of(program.name());
        var file = Files.write(directory.resolve(program.name() + ".o"), bytes);
        var pins = Kernel.newPin();
        var mapPins = Kernel.newPin();
        try (var ours = BpfObjectLoader.of(file).load(kernel)) {
            var result =
                    Kernel.bpftool("prog", "loadall", file.toString(), pins.toString(), "pinmaps", mapPins.toString());
            assertEquals(0, result.status(), result.output());

            var ourMaps = new ArrayList<Descriptor>();
            ours.maps().forEach(map -> ourMaps.add(map.descriptor()));
            ours.structOps().forEach(table -> ourMaps.add(table.descriptor()));
            var ourPrograms = new ArrayList<Descriptor>();
            ours.programs().forEach(loaded -> ourPrograms.add(loaded.descriptor()));

            var theirPrograms = pinned(pins);
            var theirMaps = pinned(mapPins);
            var theirs = contents(theirPrograms, theirMaps, program);
            var own = contents(ourPrograms, ourMaps, program);
            assertEquals(theirs.keySet(), own.keySet());
            theirs.forEach((name, content) -> assertEquals(content, own.get(name), name));
            assertEquals(results(theirPrograms, theirMaps), results(ourPrograms, ourMaps));
            for (var descriptor :
                    Stream.concat(theirPrograms.stream(), theirMaps.stream()).toList()) {
                descriptor.close();
            }
        } finally {
            Kernel.unpin(pins);
            Kernel.unpin(mapPins);
        }
    }

    private List<Descriptor> pinned(Path directory) throws IOException {
        var descriptors = new ArrayList<Descriptor>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.list(directory)) {
                for (var file : files.sorted().toList()) {
                    descriptors.add(kernel.bpf().pinned(file.toString()).orElseThrow());
                }
            }
        }
        return descriptors;
    }

    /** Everything, as text by name, in which no id is left. */
    private Map<String, String> contents(List<Descriptor> programs, List<Descriptor> maps, TestProgram source)
            throws IOException {
        var contents = new TreeMap<String, String>();
        var names = new HashMap<Integer, String>();
        for (var map : maps) {
            var info = kernel.bpf().mapInfo(map.number());
            names.put(info.id(), info.name());
            contents.put("map " + info.name(), text(info));
        }
        for (var program : programs) {
            var info = kernel.bpf().programInfo(program.number());
            contents.put("program " + info.name(), text(info, names, source));
        }
        return contents;
    }

    /** What each program answers to a packet, or what the kernel says to that; and what is in the maps afterwards. */
    private Map<String, String> results(List<Descriptor> programs, List<Descriptor> maps) throws IOException {
        var results = new TreeMap<String, String>();
        for (var program : programs) {
            results.put("program " + kernel.bpf().programInfo(program.number()).name(), result(program));
        }
        for (var descriptor : maps) {
            var info = kernel.bpf().mapInfo(descriptor.number());
            if (READABLE.contains(MapType.of(info.type()).orElse(MapType.UNSPEC))) {
                var map = new LoadedMap(info.name(), kernel, descriptor, true);
                var elements = new TreeMap<String, String>();
                for (var entry : map.entries()) {
                    elements.put(
                            HexFormat.of().formatHex(entry.key()),
                            HexFormat.of().formatHex(entry.value()));
                }
                results.put("map " + info.name(), elements.toString());
            }
        }
        return results;
    }

    private String result(Descriptor program) throws IOException {
        var input = new TestRuns.Input(PACKET, new byte[0], PACKET.length + 256, 0, 0, 0);
        try {
            var output = new TestRuns(kernel.kernel()).run(program.number(), input);
            return output.returnValue() + " " + HexFormat.of().formatHex(output.data());
        } catch (SystemCallException refused) {
            return refused.getMessage();
        }
    }

    private static String text(MapInfo map) {
        // libbpf 1.1 shares the memory of all sections of variables, later ones as this loader: of those that others
        // may see.
        var flags = map.name().contains(".") ? map.flags() & ~MapCreate.MMAPABLE : map.flags();
        return "type " + map.type() + " key " + map.keySize() + " value " + map.valueSize() + " entries "
                + map.maxEntries() + " flags " + flags + " types " + map.keyType() + " " + map.valueType()
                + (map.btf() == 0 ? " without BTF" : "") + " extra " + map.extra();
    }

    private String text(ProgramInfo program, Map<Integer, String> maps, TestProgram source) {
        // A call of a function that the kernel has not: libbpf 1.1 makes it one of function 0, later ones as this
        // loader.
        var tag = source.name().equals("kfunc") ? "" : program.tag();
        var text = new StringBuilder("type " + program.type() + " tag " + tag + " jited " + program.jited()
                + " maps " + program.maps().stream().map(maps::get).sorted().toList()
                + (program.btf() == 0 ? " without BTF" : "") + "\n");
        var in = ByteBuffer.wrap(program.instructions()).order(kernel.kernel().byteOrder());
        while (in.hasRemaining()) {
            var code = in.get() & 0xff;
            var registers = in.get() & 0xff;
            var offset = in.getShort();
            var immediate = in.getInt();
            var ofMap = code == 0x18 && (registers >> 4 == 1 || registers >> 4 == 2);
            // The verifier puts in addresses of its own, of this program alone.
            var ofKernel = code == 0x18 && !ofMap && in.getInt(in.position() + 4) >>> 16 == 0xffff;
            var value = ofMap ? "map " + maps.get(immediate) : ofKernel ? "address" : "" + immediate;
            text.append(String.format("%02x %02x %d %s%n", code, registers, offset, value));
            if (ofKernel) {
                in.getLong();
            }
        }
        append(text, "function", program.functionRecords(), 8, 0, 4);
        // Not where their texts are: that depends on the order of strings.
        append(text, "line", program.lineRecords(), 16, 0, 12);
        return text.toString();
    }

    private void append(StringBuilder text, String kind, byte[] records, int size, int... fields) {
        var in = ByteBuffer.wrap(records).order(kernel.kernel().byteOrder());
        for (var at = 0; at < records.length; at += size) {
            text.append(kind);
            for (var field : fields) {
                text.append(' ').append(in.getInt(at + field));
            }
            text.append('\n');
        }
    }
}
