package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The digest of a file")
final class FileDigestsTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("is its content's, and nothing for a missing file or a directory")
    void content() throws IOException {
        var digests = FileDigests.none();
        assertEquals(Optional.of(Fingerprint.of("one".getBytes())), digests.of(write("one")));
        assertEquals(Optional.empty(), digests.of(directory.resolve("missing")));
        assertEquals(Optional.empty(), digests.of(directory));
    }

    @Test
    @DisplayName("is taken from an earlier build when the stamp is the same and old enough to be relied on")
    void known() throws IOException {
        var file = write("one");
        var stamp = FileStamp.of(file).orElseThrow();
        assertEquals(Optional.of("known"), before(file, stamp, true).of(file));
        assertNotEquals(Optional.of("known"), before(file, stamp, false).of(file));
        var other = new FileStamp(stamp.size(), stamp.modified(), stamp.changed() + 1, stamp.number());
        assertNotEquals(Optional.of("known"), before(file, other, true).of(file));
    }

    @Test
    @DisplayName("tells which files that were looked at have changed: not one that is new, gone or only touched")
    void seenChange() throws IOException {
        var file = write("one");
        var stamp = FileStamp.of(file).orElseThrow();
        var other = new FileStamp(stamp.size(), stamp.modified(), stamp.changed() + 1, stamp.number());
        var digest = Fingerprint.of("one".getBytes());
        var touched = new FileDigests(List.of(new ObservedFile(file.toString(), other, true, digest)));
        assertEquals(List.of(), touched.changed());
        touched.of(file);
        touched.of(Files.writeString(directory.resolve("new"), "new"));
        touched.of(directory.resolve("missing"));
        assertEquals(List.of(), touched.changed());
        var changed = new FileDigests(List.of(new ObservedFile(file.toString(), other, true, "of other content")));
        assertEquals(List.of(), changed.changed());
        changed.of(file);
        assertEquals(List.of(file), changed.changed());
    }

    @Test
    @DisplayName("isn't relied on when the file was written within the same tick of the clock, or in the future")
    void settled() {
        var millisecond = 1_000_000L;
        var written = 5_000 * millisecond + 1;
        var stamp = new FileStamp(1, written, written, 1);
        assertFalse(stamp.isSettled(written + 10 * millisecond));
        assertTrue(stamp.isSettled(written + 100 * millisecond));
        assertFalse(stamp.isSettled(written - 100 * millisecond));
        // A file system that counts seconds.
        var coarse = new FileStamp(1, 5_000 * millisecond, 5_000 * millisecond, 1);
        assertFalse(coarse.isSettled(6_500 * millisecond));
        assertTrue(coarse.isSettled(7_100 * millisecond));
    }

    @Test
    @DisplayName("holds as long as nobody has written the file since")
    void changed() throws IOException {
        var file = write("one");
        var digests = FileDigests.none();
        digests.of(file);
        digests.workBegins();
        assertTrue(digests.isUnchanged(file));
        write("TWO");
        assertFalse(digests.isUnchanged(file));
        assertFalse(digests.isUnchanged(directory.resolve("never looked at")));
    }

    @Test
    @DisplayName("doesn't hold for a file that was written after clang began and looked at only then")
    void late() throws Exception {
        var digests = FileDigests.none();
        digests.workBegins();
        Thread.sleep(50);
        var file = write("one");
        digests.of(file);
        assertFalse(digests.isUnchanged(file));
    }

    private FileDigests before(Path file, FileStamp stamp, boolean settled) {
        return new FileDigests(List.of(new ObservedFile(file.toString(), stamp, settled, "known")));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }
}
