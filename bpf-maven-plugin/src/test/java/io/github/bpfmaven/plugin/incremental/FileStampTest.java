package io.github.bpfmaven.plugin.incremental;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A file's stamp")
final class FileStampTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long NOW = 1_700_000_000_123_456_789L;

    @Test
    @DisplayName("says nothing of the content as long as the file may be written again in the same tick")
    void settled() {
        assertFalse(stamp(NOW, NOW).isSettled(NOW + 10 * MILLISECOND));
        assertTrue(stamp(NOW, NOW).isSettled(NOW + 100 * MILLISECOND));
    }

    @Test
    @DisplayName("says nothing either if the file was dated back in that tick")
    void oldDate() {
        assertFalse(stamp(1, NOW).isSettled(NOW + 10 * MILLISECOND));
        assertFalse(stamp(0, NOW).isSettled(NOW + 10 * MILLISECOND));
        assertTrue(stamp(0, NOW).isSettled(NOW + 100 * MILLISECOND));
    }

    @Test
    @DisplayName("of whole seconds needs longer")
    void wholeSeconds() {
        var second = 1_700_000_000_000_000_000L;
        assertFalse(stamp(second, second).isSettled(second + 1_000 * MILLISECOND));
        assertTrue(stamp(second, second).isSettled(second + 3_000 * MILLISECOND));
    }

    @Test
    @DisplayName("says nothing as long as the file is from the future")
    void clockSetBack() {
        assertFalse(stamp(NOW, NOW).isSettled(NOW - 3_600_000 * MILLISECOND));
    }

    @Test
    @DisplayName("is another one if any of its numbers is")
    void equality() {
        var stamp = new FileStamp(1, 2, 3, 4);
        assertEquals(stamp, new FileStamp(1, 2, 3, 4));
        assertEquals(stamp.hashCode(), new FileStamp(1, 2, 3, 4).hashCode());
        assertNotEquals(stamp, new FileStamp(9, 2, 3, 4));
        assertNotEquals(stamp, new FileStamp(1, 9, 3, 4));
        assertNotEquals(stamp, new FileStamp(1, 2, 9, 4));
        assertNotEquals(stamp, new FileStamp(1, 2, 3, 9));
    }

    private static FileStamp stamp(long modified, long changed) {
        return new FileStamp(1, modified, changed, 1);
    }
}
