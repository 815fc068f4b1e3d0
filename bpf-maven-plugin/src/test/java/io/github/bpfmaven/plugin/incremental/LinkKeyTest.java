package io.github.bpfmaven.plugin.incremental;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.incremental.LinkKey.Library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What a link depends on")
final class LinkKeyTest {
    private static final Library USED = new Library("used.c", "content", "symbols");
    private static final Library SPARE = new Library("spare.c", "content", "symbols");
    private static final LinkKey KEY = new LinkKey("options", "program", List.of(USED, SPARE));

    private final LinkRecord record = KEY.linked(
            List.of("used.c", "program.bpf.c"), "object", List.of(), List.of(), new LintRecord("", List.of()));

    @Test
    @DisplayName("is its options, its program, and of libraries the content where they were linked in")
    void counts() {
        assertEquals(List.of("used.c"), record.pulled());
        assertTrue(record.isOf(KEY));
        assertOther(new LinkKey("others", "program", List.of(USED, SPARE)));
        assertOther(new LinkKey("options", "other", List.of(USED, SPARE)));
        assertOther(key(new Library("used.c", "other", "symbols"), SPARE));
        assertOther(key(USED, new Library("spare.c", "content", "others")));
        assertOther(key(USED, new Library("renamed.c", "content", "symbols")));
        assertOther(key(SPARE, USED));
        assertOther(key(USED));
        assertOther(key(USED, SPARE, new Library("new.c", "content", "symbols")));
    }

    @Test
    @DisplayName("is neither the content of a library that wasn't linked in, nor the symbols of one that was")
    void countsNot() {
        for (var key : List.of(
                key(USED, new Library("spare.c", "other", "symbols")),
                key(new Library("used.c", "content", "others"), SPARE))) {
            assertTrue(record.isOf(key));
            assertEquals(KEY.after(record.pulled()), key.after(record.pulled()));
        }
    }

    @Test
    @DisplayName("is known before the link as far as programs and symbols go")
    void before() {
        assertEquals(
                KEY.before(),
                key(new Library("used.c", "other", "symbols"), SPARE).before());
        assertNotEquals(
                KEY.before(),
                key(new Library("used.c", "content", "others"), SPARE).before());
        assertNotEquals(KEY.before(), KEY.after(List.of()));
        assertNotEquals(KEY.after(List.of("used.c")), KEY.after(List.of("spare.c")));
    }

    private void assertOther(LinkKey key) {
        assertFalse(record.isOf(key), key::toString);
        assertNotEquals(KEY.after(record.pulled()), key.after(record.pulled()), key::toString);
    }

    private static LinkKey key(Library... libraries) {
        return new LinkKey("options", "program", List.of(libraries));
    }
}
