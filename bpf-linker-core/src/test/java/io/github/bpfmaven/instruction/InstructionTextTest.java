package io.github.bpfmaven.instruction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The text of an instruction")
final class InstructionTextTest {
    private static final int ROUNDS = 300;
    private static final int[] OFFSETS = {0, 0, 0, 0, 1, 8, 16, 32, -1, -8, 127, -512, 32767, -32768};
    private static final int[] NUMBERS = {
        0,
        0,
        1,
        -1,
        7,
        16,
        32,
        64,
        0x10,
        0x40,
        0x41,
        0x50,
        0x51,
        0xa0,
        0xa1,
        0xe1,
        0xf1,
        0x10001,
        -8,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE
    };

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("is LLVM's, for each opcode with registers, offsets and numbers of all kinds, in both byte orders")
    void equalsLlvm(ByteOrder order, @TempDir Path directory) throws Exception {
        var random = new Random(7);
        var code = new ArrayList<byte[]>();
        for (var opcode = 0; opcode < 256; opcode++) {
            for (var round = 0; round < ROUNDS; round++) {
                code.add(instruction(opcode, order, random));
            }
        }
        var theirs = LlvmDisassembler.texts(order, code, directory);
        var known = new TreeSet<Integer>();
        var differences = new TreeMap<String, String>();
        for (var i = 0; i < code.size(); i++) {
            var instruction = Instruction.read(code.get(i), order).get(0);
            var ours = InstructionText.of(instruction);
            if (!ours.equals(theirs.get(i)) && !isDocumented(instruction)) {
                differences.putIfAbsent(
                        "%02x".formatted(instruction.opcode()), instruction + ": " + ours + ", LLVM: " + theirs.get(i));
            }
            if (!ours.equals(InstructionText.UNKNOWN)) {
                known.add(instruction.opcode());
            }
        }
        assertEquals("", String.join("\n", differences.values()));
        assertTrue(known.size() > 120, known.size() + " opcodes are known");
    }

    /**
     * LLVM 20 looks at some bits of an atomic operation's number only, and does not know the newest; of the number of a
     * 64-bit load with a meaning it prints half.
     */
    private static boolean isDocumented(Instruction instruction) {
        if (instruction.isLoad64() && instruction.source() != 0) {
            return instruction.immediate() >>> 32 != 0;
        }
        return instruction.isAtomic()
                && !List.of(0x00L, 0x01L, 0x40L, 0x41L, 0x50L, 0x51L, 0xa0L, 0xa1L, 0xe1L, 0xf1L)
                        .contains(instruction.immediate());
    }

    private static byte[] instruction(int opcode, ByteOrder order, Random random) {
        var bytes = ByteBuffer.allocate(16).order(order);
        bytes.put((byte) opcode);
        bytes.put((byte) (random.nextInt(12) << 4 | random.nextInt(12)));
        if (random.nextInt(8) == 0) {
            bytes.put(1, (byte) random.nextInt(256));
        }
        bytes.putShort((short) (random.nextInt(4) == 0 ? random.nextInt() : OFFSETS[random.nextInt(OFFSETS.length)]));
        bytes.putInt(random.nextInt(4) == 0 ? random.nextInt() : NUMBERS[random.nextInt(NUMBERS.length)]);
        bytes.putInt(0);
        bytes.putInt(random.nextBoolean() ? 0 : random.nextInt());
        return bytes.array();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cb 12 00 08 00 00 01 00 | w1 = load_acquire((u16 *)(r2 + 0x8))
            db 12 ff f8 00 00 01 00 | r1 = load_acquire((u64 *)(r2 - 0x8))
            d3 12 00 00 00 00 01 10 | store_release((u8 *)(r1 + 0x0), w2)
            db 12 00 00 00 00 00 02 | <unknown>
            """)
    @DisplayName("knows what is newer than LLVM 20, and takes no reserved number for an operation")
    void newer(String bytes, String text) {
        var code = new byte[8];
        var parts = bytes.strip().split(" ");
        for (var i = 0; i < 8; i++) {
            code[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        assertEquals(
                text.strip(),
                InstructionText.of(Instruction.read(code, ByteOrder.BIG_ENDIAN).get(0)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 0", "8, 1", "15, 1", "16, 2"})
    @DisplayName("is given for each whole slot, half a 64-bit load at the end among them")
    void ends(int length, int expected) {
        var code = new byte[length];
        for (var at = 0; at < length; at += 8) {
            code[at] = 0x05;
        }
        if (length == 16) {
            code[8] = 0x18;
        }
        var read = Instruction.read(code, ByteOrder.LITTLE_ENDIAN);
        assertEquals(expected, read.size());
        read.forEach(InstructionText::of);
    }
}
