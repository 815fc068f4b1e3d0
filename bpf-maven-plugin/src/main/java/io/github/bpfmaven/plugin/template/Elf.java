package io.github.bpfmaven.plugin.template;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sections of an ELF64 object.
 */
final class Elf {
    /**
     * All members are static.
     */
    private Elf() {}

    /**
     * Wraps an object in its own byte order.
     *
     * @param object the object
     * @return a buffer over the array
     * @throws IllegalArgumentException if it is no BPF object
     */
    static ByteBuffer wrap(byte[] object) {
        ByteBuffer elf = ByteBuffer.wrap(object);
        if (object.length < 64 || elf.getInt(0) != 0x7f454c46 || object[4] != 2) {
            throw new IllegalArgumentException("no ELF64 object");
        }
        elf.order(object[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (elf.getShort(18) != 247) {
            throw new IllegalArgumentException("an object for machine " + elf.getShort(18) + ", not for BPF (247)");
        }
        return elf;
    }

    /**
     * Finds a section.
     *
     * @param elf the object, in its byte order
     * @param name the section's name
     * @return its bytes, in the same byte order and over the same array; a new buffer of zeros if the object has none of them
     * @throws IllegalArgumentException if there is no such section, or the object is damaged
     */
    static ByteBuffer section(ByteBuffer elf, String name) {
        try {
            int headers = Math.toIntExact(elf.getLong(40));
            int count = Short.toUnsignedInt(elf.getShort(60));
            int names = headers + 64 * Short.toUnsignedInt(elf.getShort(62));
            for (int i = 0; i < count; i++) {
                int header = headers + 64 * i;
                int text = Math.toIntExact(elf.getLong(names + 24)) + elf.getInt(header);
                if (name.equals(text(elf, text))) {
                    int size = Math.toIntExact(elf.getLong(header + 32));
                    // 8 is SHT_NOBITS: .bss.
                    return elf.getInt(header + 4) == 8
                            ? ByteBuffer.allocate(size).order(elf.order())
                            : elf.slice(Math.toIntExact(elf.getLong(header + 24)), size)
                                    .order(elf.order());
                }
            }
        } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
            throw new IllegalArgumentException("a damaged object", damaged);
        }
        throw new IllegalArgumentException("the object has no section " + name);
    }

    /**
     * Reads a text that ends with NUL.
     *
     * @param in where from
     * @param at its first byte
     * @return the text
     */
    static String text(ByteBuffer in, int at) {
        int end = at;
        while (in.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - at];
        in.get(at, text);
        return new String(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
