package io.github.bpfmaven.loader.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The files that a kernel sees: {@code /proc}, {@code /sys}, the BPF file system. */
public final class KernelFiles {
    /** Opens a file to read it. */
    public static final int READ_ONLY = 0;
    /** Opens a file to write to it. */
    public static final int WRITE_ONLY = 1;
    /** Writes go to the end of the file. */
    public static final int APPEND = 02000;

    private static final int CLOSE_ON_EXEC = 02000000;
    private static final long CURRENT_DIRECTORY = -100;
    private static final int CHUNK = 1 << 16;
    private static final int SMALL_CHUNK = 1 << 12;

    private static final long PRIVATE_DIRECTORY = 0700;

    private final Kernel kernel;

    public KernelFiles(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Opens a file or a directory.
     *
     * @param flags {@link #READ_ONLY}, {@link #WRITE_ONLY}, {@link #APPEND}
     */
    public Descriptor open(String path, int flags) throws IOException {
        return Descriptor.of(
                kernel,
                "open(" + path + ")",
                kernel.call(
                        SystemCall.OPENAT,
                        Argument.of(CURRENT_DIRECTORY),
                        Block.text(path),
                        Argument.of(flags | CLOSE_ON_EXEC),
                        Argument.of(0)));
    }

    /**
     * Reads a file whole.
     *
     * @return nothing if there is none
     */
    public Optional<byte[]> read(String path) throws IOException {
        try (Descriptor file = open(path, READ_ONLY)) {
            return Optional.of(readAll(file, path));
        } catch (SystemCallException refused) {
            if (refused.is(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Reads a file of text whole, without the white space around it; nothing if there is none. */
    public Optional<String> text(String path) throws IOException {
        return read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }

    /** Reads what is left of an open file. */
    public byte[] readAll(Descriptor file, String name) throws IOException {
        return file.use(number -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            // Most files are small, and of those of sysfs come 4 KiB at a time, however much is asked for. A block is
            // copied
            // also where the kernel leaves it empty; and it goes to a guest as the last call left it, so each is new.
            boolean isPlenty = true;
            Block chunk = Block.output(kernel.byteOrder(), SMALL_CHUNK);
            for (int count = read(number, chunk, name); count > 0; count = read(number, chunk, name)) {
                all.write(chunk.array(), 0, count);
                isPlenty = isPlenty && count == chunk.size();
                chunk = Block.output(kernel.byteOrder(), isPlenty ? CHUNK : SMALL_CHUNK);
            }
            return all.toByteArray();
        });
    }

    private int read(int file, Block chunk, String name) throws IOException {
        while (true) {
            long result = kernel.call(SystemCall.READ, Argument.of(file), chunk, Argument.of(chunk.size()));
            // Iterators say "try again" where an element went away under them.
            if (result != -Errno.EAGAIN.number() && result != -Errno.EINTR.number()) {
                return (int) SystemCallException.check("read(" + name + ")", result);
            }
        }
    }

    /** Makes a directory; nothing happens if it is there. */
    public void makeDirectory(String path) throws IOException {
        long result = kernel.call(
                SystemCall.MKDIRAT, Argument.of(CURRENT_DIRECTORY), Block.text(path), Argument.of(PRIVATE_DIRECTORY));
        if (result != -Errno.EEXIST.number()) {
            SystemCallException.check("mkdir(" + path + ")", result);
        }
    }

    /** Removes a file; nothing happens if there is none. */
    public void remove(String path) throws IOException {
        long result =
                kernel.call(SystemCall.UNLINKAT, Argument.of(CURRENT_DIRECTORY), Block.text(path), Argument.of(0));
        if (result != -Errno.ENOENT.number()) {
            SystemCallException.check("unlink(" + path + ")", result);
        }
    }
}
