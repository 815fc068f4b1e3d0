package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What a file system tells of a regular file without reading it. Times are nanoseconds since 1970.
 *
 * @param size in bytes
 * @param modified when its content was written, as far as {@code touch} has not said otherwise
 * @param changed when its content, name or attributes were changed, which no program can set; the same as {@code modified}
 *     where the file system doesn't tell
 * @param number the file system's for the file (inode), which tells apart two files that were written in the same tick of the
 *     clock; 0 where it doesn't tell
 */
public record FileStamp(long size, long modified, long changed, long number) {
    /** Ticks of a kernel's clock, by which files are stamped: 10 ms at 100 Hz, with some room. */
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(30);

    /** FAT's; what has a time stamp of whole seconds may be on one. */
    private static final long COARSE_TICK = TimeUnit.SECONDS.toNanos(2);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** @return empty if there is no regular file of that name */
    public static Optional<FileStamp> of(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                var all = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino,isRegularFile");
                return Boolean.TRUE.equals(all.get("isRegularFile"))
                        ? Optional.of(new FileStamp(
                                (Long) all.get("size"), time(all, "lastModifiedTime"), time(all, "ctime"), (Long)
                                        all.get("ino")))
                        : Optional.empty();
            }
            var basic = Files.readAttributes(file, BasicFileAttributes.class);
            var modified = basic.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            return basic.isRegularFile()
                    ? Optional.of(new FileStamp(basic.size(), modified, modified, 0))
                    : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** As records have it, but at once: Java makes a record's when it is first called, which takes a tenth of a build with nothing to do. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileStamp stamp
                && size == stamp.size
                && modified == stamp.modified
                && changed == stamp.changed
                && number == stamp.number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size ^ modified ^ changed ^ number);
    }

    private static long time(Map<String, Object> attributes, String name) {
        return ((FileTime) attributes.get(name)).to(TimeUnit.NANOSECONDS);
    }

    /**
     * Whether the file would have another stamp by now had it been written again after this one was taken: not so if it was
     * written within the same tick of the clock.
     *
     * @param taken when the stamp was, in the clock's nanoseconds since 1970
     */
    boolean isSettled(long taken) {
        // What was dated back has been changed all the same.
        var last = Math.max(modified, changed);
        var tick = last % SECOND == 0 ? COARSE_TICK : TICK;
        return last + tick < taken;
    }
}
