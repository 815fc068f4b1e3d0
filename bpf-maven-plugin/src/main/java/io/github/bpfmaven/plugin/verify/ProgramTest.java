package io.github.bpfmaven.plugin.verify;

import java.util.List;
import java.util.Optional;

/**
 * A program that is run once without being attached, and what is to come of it. Bytes are written as {@link BytesText} says.
 *
 * @param name how messages call it
 * @param object which object's program: its name without byte order and architecture, {@code com/acme/drop}, or the end of
 *     that behind a slash
 * @param program its name
 * @param packet what it is given, from the Ethernet header on; empty for none
 * @param context in the kernel's byte order; empty for all zeros, or none
 * @param before what is put into maps before
 * @param returns what it is to return; nothing if that does not matter
 * @param packetAfter the packet afterwards; nothing if that does not matter
 * @param after what is to be in maps afterwards
 */
public record ProgramTest(
        String name,
        String object,
        String program,
        String packet,
        String context,
        List<Entry> before,
        Optional<Integer> returns,
        Optional<String> packetAfter,
        List<Entry> after) {
    /** The lists are copied. */
    public ProgramTest {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * An element of a map.
     *
     * @param map its name; {@code .bss} and the like for global variables
     * @param key empty for the only element of a section of variables
     * @param value nothing: there is to be no such element
     */
    public record Entry(String map, String key, Optional<String> value) {}

    /** Whether it is about this object. */
    boolean isOf(String objectName) {
        return objectName.equals(object) || objectName.endsWith("/" + object);
    }
}
