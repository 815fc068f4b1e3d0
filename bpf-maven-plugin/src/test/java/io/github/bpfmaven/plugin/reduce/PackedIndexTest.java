package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A header's index that is kept")
final class PackedIndexTest {
    private static final byte[] HEADER = bytes("""
            #define LIMIT 4
            struct list { struct list *next; };
            struct mm { struct list list; };
            struct task { struct mm *mm; enum { IDLE, BUSY } state; };
            typedef unsigned int id_t;
            extern int first(struct task *task, id_t id);
            """);

    private static final int MAKER = 7;

    @Test
    @DisplayName("leaves the same of the header as one that was just made")
    void same() {
        var made = HeaderIndex.of(HEADER);
        var kept = HeaderIndex.unpack(HEADER, MAKER, made.packed(MAKER)).orElseThrow();

        assertEquals(made.isWorthwhile(), kept.isWorthwhile());
        assertEquals(made.stamp(), kept.stamp());
        for (var source : List.of(
                "struct mm *m;",
                "int x = BUSY;",
                "#define OF(x) struct ta##x *p\nOF(sk);",
                "#define next odd; int more\n",
                "int f(void) { return first(0, 1); }")) {
            assertArrayEquals(reduced(made, source), reduced(kept, source), source);
        }
        assertTrue(new String(reduced(kept, "struct mm *m;"), StandardCharsets.UTF_8).contains("struct list list;"));
    }

    @Test
    @DisplayName("counts for nothing if it is of another header, another plugin, or damaged")
    void others() {
        var packed = HeaderIndex.of(HEADER).packed(MAKER);
        var other = HEADER.clone();
        other[20]++;

        assertTrue(HeaderIndex.unpack(HEADER, MAKER, packed).isPresent());
        assertTrue(HeaderIndex.unpack(other, MAKER, packed).isEmpty());
        assertTrue(HeaderIndex.unpack(HEADER, MAKER + 1, packed).isEmpty());
        for (var length = 0; length < packed.length; length += 3) {
            assertTrue(
                    HeaderIndex.unpack(HEADER, MAKER, Arrays.copyOf(packed, length))
                            .isEmpty(),
                    length + " bytes");
            var damaged = packed.clone();
            damaged[length] ^= 16;
            assertTrue(HeaderIndex.unpack(HEADER, MAKER, damaged).isEmpty(), "byte " + length);
        }
    }

    private static byte[] reduced(HeaderIndex index, String source) {
        return HeaderReduction.of(List.of(index), List.of(index.fixedWords(), FileWords.of(bytes(source))))
                .get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
