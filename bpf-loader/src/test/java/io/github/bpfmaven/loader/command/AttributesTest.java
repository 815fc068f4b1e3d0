package io.github.bpfmaven.loader.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where the members are, clang says; so a number in a wrong place or of a wrong width shows, in both byte orders. */
@DisplayName("What bpf(2) is given and gives back")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AttributesTest {
    private static final int HIGH = 0x8000_0000;
    private static final byte[] KEY = {1, 2, 3, 4};
    private static final byte[] VALUE = {5, 6, 7, 8, 9, 10, 11, 12};

    private final Map<String, Field> fields = new HashMap<>();

    private record Field(int offset, int size) {}

    /** A command that something is asked for. */
    private interface Asked {
        void of(Kernel kernel) throws IOException;
    }

    /**
     * What a command is to be given.
     *
     * @param numbers by member
     * @param bytes what members point to; null where only that they point somewhere counts
     */
    private record Case(
            String name, Command command, Asked asked, Map<String, Long> numbers, Map<String, byte[]> bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Writes down what it is asked. */
    private static class Recorder implements Kernel {
        private final Machine machine;
        private final List<Block> blocks = new ArrayList<>();
        private long command = -1;

        Recorder(Machine machine) {
            this.machine = machine;
        }

        @Override
        public Machine machine() {
            return machine;
        }

        @Override
        public long call(SystemCall call, Argument... arguments) {
            if (call == SystemCall.BPF) {
                command = ((Argument.Word) arguments[0]).value();
                blocks.add((Block) arguments[1]);
                assertEquals(Argument.of(((Block) arguments[1]).size()), arguments[2]);
                answer((Block) arguments[1]);
            }
            return 3;
        }

        void answer(Block attributes) {}

        @Override
        public Mapping map(int descriptor, long offset, long length, boolean writable) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int pageSize() {
            return 4096;
        }

        @Override
        public void close() {}
    }

    static Stream<Case> cases() {
        var map = new MapCreate(
                HIGH + 1,
                HIGH + 2,
                HIGH + 3,
                HIGH + 4,
                HIGH + 5,
                0x8877_6655_4433_2211L,
                HIGH + 6,
                "m",
                OptionalInt.of(7),
                new MapCreate.Types(OptionalInt.of(8), HIGH + 9, HIGH + 10),
                HIGH + 11,
                OptionalInt.of(12));
        var program = new ProgramLoad(
                HIGH + 1,
                new byte[24],
                "GPL",
                HIGH + 2,
                "p",
                HIGH + 3,
                OptionalInt.of(4),
                new ProgramLoad.Records(8, new byte[16]),
                new ProgramLoad.Records(16, new byte[48]),
                HIGH + 5,
                OptionalInt.of(6),
                new int[] {70, 80},
                HIGH + 7);
        return Stream.of(
                new Case(
                        "a map",
                        Command.MAP_CREATE,
                        kernel -> new Bpf(kernel)
                                .withToken(new Descriptor(kernel, 13))
                                .createMap(map),
                        numbers(
                                "map_type",
                                HIGH + 1,
                                "key_size",
                                HIGH + 2,
                                "value_size",
                                HIGH + 3,
                                "max_entries",
                                HIGH + 4,
                                "map_flags",
                                HIGH + 5 | 1 << 16,
                                "numa_node",
                                HIGH + 6,
                                "inner_map_fd",
                                7,
                                "btf_fd",
                                8,
                                "btf_key_type_id",
                                HIGH + 9,
                                "btf_value_type_id",
                                HIGH + 10,
                                "btf_vmlinux_value_type_id",
                                HIGH + 11,
                                "value_type_btf_obj_fd",
                                12,
                                "map_token_fd",
                                13,
                                "map_name",
                                (long) 'm',
                                "map_extra",
                                0x8877_6655_4433_2211L),
                        Map.of()),
                new Case(
                        "a program",
                        Command.PROG_LOAD,
                        kernel -> new Bpf(kernel)
                                .withToken(new Descriptor(kernel, 13))
                                .load(program, 2, 64),
                        numbers(
                                "prog_type",
                                HIGH + 1,
                                "insn_cnt",
                                3,
                                "log_level",
                                2,
                                "log_size",
                                64,
                                "kern_version",
                                HIGH + 7,
                                "prog_flags",
                                HIGH + 2 | 1 << 16,
                                "prog_name",
                                (long) 'p',
                                "expected_attach_type",
                                HIGH + 3,
                                "prog_btf_fd",
                                4,
                                "func_info_rec_size",
                                8,
                                "func_info_cnt",
                                2,
                                "line_info_rec_size",
                                16,
                                "line_info_cnt",
                                3,
                                "attach_btf_id",
                                HIGH + 5,
                                "attach_prog_fd",
                                6,
                                "prog_token_fd",
                                13),
                        pointers(
                                "insns",
                                new byte[24],
                                "license",
                                "GPL\0".getBytes(StandardCharsets.UTF_8),
                                "log_buf",
                                new byte[64],
                                "func_info",
                                new byte[16],
                                "line_info",
                                new byte[48],
                                "fd_array",
                                null)),
                new Case(
                        "BTF",
                        Command.BTF_LOAD,
                        kernel -> new Bpf(kernel)
                                .withToken(new Descriptor(kernel, 13))
                                .loadBtf(VALUE, Optional.of(Block.output(kernel.byteOrder(), 32))),
                        numbers(
                                "btf_size",
                                8,
                                "btf_log_size",
                                32,
                                "btf_log_level",
                                1,
                                "btf_flags",
                                1 << 16,
                                "btf_token_fd",
                                13),
                        pointers("btf", VALUE, "btf_log_buf", new byte[32])),
                new Case(
                        "a token",
                        Command.TOKEN_CREATE,
                        kernel -> new Bpf(kernel).createToken(5),
                        numbers("token_create.bpffs_fd", 5),
                        Map.of()),
                new Case(
                        "a map that is frozen",
                        Command.MAP_FREEZE,
                        kernel -> new Bpf(kernel).freeze(5),
                        numbers("map_fd", 5),
                        Map.of()),
                new Case(
                        "a program's map",
                        Command.PROG_BIND_MAP,
                        kernel -> new Bpf(kernel).bind(5, 6),
                        numbers("prog_bind_map.prog_fd", 5, "prog_bind_map.map_fd", 6),
                        Map.of()),
                new Case(
                        "a pin",
                        Command.OBJ_PIN,
                        kernel -> new Bpf(kernel).pin(5, "/a"),
                        numbers("bpf_fd", 5),
                        pointers("pathname", new byte[] {'/', 'a', 0})),
                new Case(
                        "what is pinned",
                        Command.OBJ_GET,
                        kernel -> new Bpf(kernel).pinned("/a"),
                        Map.of(),
                        pointers("pathname", new byte[] {'/', 'a', 0})),
                new Case(
                        "the next id",
                        Command.BTF_GET_NEXT_ID,
                        kernel -> new Bpf(kernel).nextBtf(HIGH + 5),
                        numbers("start_id", HIGH + 5),
                        Map.of()),
                new Case(
                        "what has an id",
                        Command.BTF_GET_FD_BY_ID,
                        kernel -> new Bpf(kernel).btf(HIGH + 5),
                        numbers("btf_id", HIGH + 5),
                        Map.of()),
                new Case(
                        "an element that is read",
                        Command.MAP_LOOKUP_ELEM,
                        kernel -> new Elements(kernel).lookup(5, KEY, 8, 1L << 63 | 4),
                        numbers("map_fd", 5, "flags", 1L << 63 | 4),
                        pointers("key", KEY, "value", new byte[8])),
                new Case(
                        "an element that is put",
                        Command.MAP_UPDATE_ELEM,
                        kernel -> new Elements(kernel).update(5, KEY, VALUE, 1L << 63 | 4),
                        numbers("map_fd", 5, "flags", 1L << 63 | 4),
                        pointers("key", KEY, "value", VALUE)),
                new Case(
                        "an element that is removed",
                        Command.MAP_DELETE_ELEM,
                        kernel -> new Elements(kernel).delete(5, KEY),
                        numbers("map_fd", 5),
                        pointers("key", KEY)),
                new Case(
                        "the next key",
                        Command.MAP_GET_NEXT_KEY,
                        kernel -> new Elements(kernel).nextKey(5, Optional.of(KEY), 4),
                        numbers("map_fd", 5),
                        pointers("key", KEY, "next_key", new byte[4])),
                new Case(
                        "several elements that are read",
                        Command.MAP_LOOKUP_BATCH,
                        kernel -> new Elements(kernel).lookupBatch(5, Optional.of(KEY), 3, 4, 8, 4, false),
                        numbers("batch.map_fd", 5, "batch.count", 3),
                        pointers(
                                "batch.in_batch",
                                KEY,
                                "batch.out_batch",
                                new byte[4],
                                "batch.keys",
                                new byte[12],
                                "batch.values",
                                new byte[24])),
                new Case(
                        "several elements that are put",
                        Command.MAP_UPDATE_BATCH,
                        kernel -> new Elements(kernel).updateBatch(5, KEY, VALUE, 1, 1L << 63 | 4),
                        numbers("batch.map_fd", 5, "batch.count", 1, "batch.elem_flags", 1L << 63 | 4),
                        pointers("batch.keys", KEY, "batch.values", VALUE)),
                new Case(
                        "several elements that are removed",
                        Command.MAP_DELETE_BATCH,
                        kernel -> new Elements(kernel).deleteBatch(5, KEY, 1),
                        numbers("batch.map_fd", 5, "batch.count", 1),
                        pointers("batch.keys", KEY)),
                new Case(
                        "a link",
                        Command.LINK_CREATE,
                        kernel -> new Links(kernel).create(5, HIGH + 6, AttachType.TCX_EGRESS, HIGH + 7, none -> {}),
                        numbers(
                                "link_create.prog_fd",
                                5,
                                "link_create.target_fd",
                                HIGH + 6,
                                "link_create.attach_type",
                                AttachType.TCX_EGRESS.number(),
                                "link_create.flags",
                                HIGH + 7),
                        Map.of()),
                new Case(
                        "a raw tracepoint",
                        Command.RAW_TRACEPOINT_OPEN,
                        kernel -> new Links(kernel).openRawTracepoint(Optional.of("t"), 5),
                        numbers("raw_tracepoint.prog_fd", 5),
                        pointers("raw_tracepoint.name", new byte[] {'t', 0})),
                new Case(
                        "an iterator",
                        Command.ITER_CREATE,
                        kernel -> new Links(kernel).openIterator(5),
                        numbers("iter_create.link_fd", 5),
                        Map.of()),
                new Case(
                        "a program that is attached",
                        Command.PROG_ATTACH,
                        kernel -> new Links(kernel).attach(5, 6, AttachType.SK_MSG_VERDICT, HIGH + 7),
                        numbers(
                                "attach_bpf_fd",
                                5,
                                "target_fd",
                                6,
                                "attach_type",
                                AttachType.SK_MSG_VERDICT.number(),
                                "attach_flags",
                                HIGH + 7),
                        Map.of()),
                new Case(
                        "a program that is detached",
                        Command.PROG_DETACH,
                        kernel -> new Links(kernel).detach(5, 6, AttachType.SK_MSG_VERDICT),
                        numbers("attach_bpf_fd", 5, "target_fd", 6, "attach_type", AttachType.SK_MSG_VERDICT.number()),
                        Map.of()),
                new Case(
                        "a test run",
                        Command.PROG_TEST_RUN,
                        kernel -> new TestRuns(kernel).run(5, new TestRuns.Input(KEY, VALUE, 16, 32, 6, HIGH + 7)),
                        numbers(
                                "test.prog_fd",
                                5,
                                "test.data_size_in",
                                4,
                                "test.data_size_out",
                                16,
                                "test.repeat",
                                6,
                                "test.ctx_size_in",
                                8,
                                "test.ctx_size_out",
                                32,
                                "test.flags",
                                HIGH + 7),
                        pointers(
                                "test.data_in",
                                KEY,
                                "test.data_out",
                                new byte[16],
                                "test.ctx_in",
                                VALUE,
                                "test.ctx_out",
                                new byte[32])));
    }

    private static Map<String, Long> numbers(Object... pairs) {
        var numbers = new HashMap<String, Long>();
        for (var i = 0; i < pairs.length; i += 2) {
            numbers.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
        return numbers;
    }

    private static Map<String, byte[]> pointers(Object... pairs) {
        var pointers = new HashMap<String, byte[]>();
        for (var i = 0; i < pairs.length; i += 2) {
            pointers.put((String) pairs[i], (byte[]) pairs[i + 1]);
        }
        return pointers;
    }

    @BeforeAll
    void lookUp(@TempDir Path directory) throws Exception {
        var members = new TreeSet<String>();
        cases().forEach(asked -> Stream.concat(asked.numbers().keySet().stream(), asked.bytes().keySet().stream())
                .forEach(member -> members.add("union bpf_attr " + member)));
        for (var member :
                List.of("type", "id", "key_size", "value_size", "max_entries", "map_flags", "name", "btf_id")) {
            members.add("struct bpf_map_info " + member);
        }
        members.addAll(List.of(
                "struct bpf_map_info btf_key_type_id",
                "struct bpf_map_info btf_value_type_id",
                "struct bpf_map_info map_extra"));
        for (var member : List.of(
                "type",
                "id",
                "tag",
                "jited_prog_len",
                "xlated_prog_len",
                "xlated_prog_insns",
                "nr_map_ids",
                "map_ids",
                "name",
                "btf_id",
                "func_info_rec_size",
                "func_info",
                "nr_func_info",
                "nr_line_info",
                "line_info",
                "line_info_rec_size",
                "verified_insns")) {
            members.add("struct bpf_prog_info " + member);
        }
        for (var member : List.of("btf", "btf_size", "id", "name", "name_len", "kernel_btf")) {
            members.add("struct bpf_btf_info " + member);
        }
        var source = new StringBuilder("#include <linux/bpf.h>\nconst unsigned int places[] = {\n");
        for (var member : members) {
            var type = member.substring(0, member.lastIndexOf(' '));
            var name = member.substring(member.lastIndexOf(' ') + 1);
            source.append("__builtin_offsetof(%s, %s), sizeof(((%s *)0)->%s),%n".formatted(type, name, type, name));
        }
        var clang = new TestClang(directory);
        Files.writeString(directory.resolve("places.c"), source.append("};\n"));
        var object = ElfFile.read(Files.readAllBytes(clang.object("places.c", BpfTarget.BPFEL)));
        var places =
                ByteBuffer.wrap(object.section(".rodata").orElseThrow().data()).order(ByteOrder.LITTLE_ENDIAN);
        for (var member : members) {
            fields.put(member.replace("union bpf_attr ", ""), new Field(places.getInt(), places.getInt()));
        }
        assertEquals(0, places.remaining());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("stands where the kernel's header has it, and nothing else does")
    void request(Case asked) throws Exception {
        for (var machine : List.of(Machine.X86_64, Machine.S390X)) {
            var kernel = new Recorder(machine);
            asked.asked().of(kernel);
            assertEquals(asked.command().ordinal(), kernel.command);
            var attributes = kernel.blocks.get(0);
            var expected = ByteBuffer.allocate(attributes.size()).order(machine.byteOrder());
            asked.numbers().forEach((member, number) -> put(expected, member, number));
            assertArrayEquals(expected.array(), attributes.bytes().array(), machine.toString());
            var offsets = new TreeSet<Integer>();
            for (var pointer : attributes.pointers()) {
                offsets.add(pointer.offset());
            }
            var wanted = new TreeSet<Integer>();
            asked.bytes().forEach((member, bytes) -> {
                var at = field(member).offset();
                wanted.add(at);
                attributes.pointers().stream()
                        .filter(pointer -> bytes != null && pointer.offset() == at)
                        .forEach(pointer -> assertArrayEquals(
                                bytes, pointer.target().bytes().array(), member));
            });
            assertEquals(wanted, offsets);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Machine.class,
            names = {"X86_64", "S390X"})
    @DisplayName("is read where the kernel's header has it")
    void answers(Machine machine) throws Exception {
        var map = new Bpf(answering(
                        machine,
                        "struct bpf_map_info ",
                        numbers(
                                "type",
                                1,
                                "id",
                                HIGH + 2,
                                "key_size",
                                3,
                                "value_size",
                                4,
                                "max_entries",
                                HIGH + 5,
                                "map_flags",
                                6,
                                "btf_id",
                                HIGH + 7,
                                "btf_key_type_id",
                                8,
                                "btf_value_type_id",
                                9,
                                "map_extra",
                                1L << 63 | 10,
                                "name",
                                (long) 'm')))
                .mapInfo(4);
        assertEquals(new MapInfo(1, HIGH + 2, 3, 4, HIGH + 5, 6, "m", HIGH + 7, 8, 9, 1L << 63 | 10), map);

        var program = new Bpf(answering(
                        machine,
                        "struct bpf_prog_info ",
                        numbers(
                                "type",
                                1,
                                "id",
                                HIGH + 2,
                                "tag",
                                (long) 0xab,
                                "jited_prog_len",
                                5,
                                "xlated_prog_len",
                                16,
                                "nr_map_ids",
                                2,
                                "name",
                                (long) 'p',
                                "btf_id",
                                HIGH + 6,
                                "func_info_rec_size",
                                8,
                                "nr_func_info",
                                3,
                                "line_info_rec_size",
                                16,
                                "nr_line_info",
                                4,
                                "verified_insns",
                                HIGH + 7)))
                .programInfo(4);
        assertEquals(List.of(1, HIGH + 2, HIGH + 6), List.of(program.type(), program.id(), program.btf()));
        assertEquals("ab00000000000000", program.tag());
        assertEquals("p", program.name());
        assertTrue(program.jited());
        assertEquals(
                List.of(16, 2, 24, 64),
                List.of(
                        program.instructions().length,
                        program.maps().size(),
                        program.functionRecords().length,
                        program.lineRecords().length));
        assertEquals(HIGH + 7, program.verifiedInstructions());

        var btf = new Bpf(answering(
                        machine, "struct bpf_btf_info ", numbers("btf_size", 40, "id", HIGH + 2, "kernel_btf", 1)))
                .btfInfo(4);
        assertEquals(40, btf.bytes().length);
        assertEquals(HIGH + 2, btf.id());
        assertTrue(btf.ofKernel());
    }

    /** Says the same each time; and looks whether what is to come elsewhere has its address where the header has it. */
    private Kernel answering(Machine machine, String type, Map<String, Long> numbers) {
        return new Recorder(machine) {
            @Override
            void answer(Block attributes) {
                var info = attributes.pointers().get(0).target();
                for (var pointer : info.pointers()) {
                    assertTrue(Stream.of("xlated_prog_insns", "map_ids", "func_info", "line_info", "btf", "name")
                            .map(type::concat)
                            .filter(fields::containsKey)
                            .anyMatch(member -> field(member).offset() == pointer.offset()));
                }
                var all = info.bytes();
                Arrays.fill(all.array(), (byte) 0);
                numbers.forEach((member, number) -> put(all, type + member, number));
            }
        };
    }

    private Field field(String member) {
        return Optional.ofNullable(fields.get(member)).orElseThrow(() -> new IllegalStateException(member));
    }

    private void put(ByteBuffer bytes, String member, long number) {
        var field = field(member);
        switch (field.size()) {
            case Integer.BYTES -> bytes.putInt(field.offset(), (int) number);
            case Long.BYTES -> {
                if (member.endsWith("tag")) {
                    bytes.put(field.offset(), (byte) number);
                } else {
                    bytes.putLong(field.offset(), number);
                }
            }
            // The first character of a name.
            default -> bytes.put(field.offset(), (byte) number);
        }
    }
}
