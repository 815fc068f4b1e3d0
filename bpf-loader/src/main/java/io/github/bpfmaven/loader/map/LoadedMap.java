package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.bpfmaven.loader.command.Elements;
import io.github.bpfmaven.loader.command.MapInfo;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.MapType;

/**
 * A map in a kernel. Keys and values are bytes in the kernel's byte order, which for this machine's is
 * {@link java.nio.ByteOrder#nativeOrder()}; a generated class makes records of them and back.
 *
 * <p>Where there is a value for each CPU, a value is those of all possible CPUs, one behind the other, each padded to 8 bytes;
 * {@link #valueBytes} says how much that is. In maps of maps, programs, sockets and the like a value is a 4-byte descriptor
 * when it is written, and an id when it is read. Queues, stacks and Bloom filters have keys of no bytes.
 *
 * <p>For use by several threads. Methods throw {@link IllegalStateException} once it is closed, and
 * {@link io.github.bpfmaven.loader.kernel.SystemCallException} where the kernel refuses.
 */
public final class LoadedMap implements AutoCloseable {
    /** Puts an element whether or not there is one ({@code BPF_ANY}). */
    public static final long ANY = 0;
    /** Only puts an element that is not there yet ({@code BPF_NOEXIST}); {@code EEXIST} if it is. */
    public static final long IF_ABSENT = 1;
    /** Only puts an element that is there ({@code BPF_EXIST}); {@code ENOENT} if it is not. */
    public static final long IF_PRESENT = 2;

    private final String name;
    private final TargetKernel kernel;
    private final Descriptor descriptor;
    private final MapInfo info;
    private final int valueBytes;
    private final Elements elements;
    private final MapMemory memory;

    /**
     * A map that is loaded.
     *
     * @param name as the object has it, which the kernel may have cut short
     * @param descriptor is closed with this
     * @param frozen whether user space must not write to it any more
     */
    public LoadedMap(String name, TargetKernel kernel, Descriptor descriptor, boolean frozen) throws IOException {
        this.name = name;
        this.kernel = kernel;
        this.descriptor = descriptor;
        this.info = kernel.bpf().mapInfo(descriptor.number());
        this.valueBytes = MapType.of(info.type()).filter(MapType::isPerCpu).isPresent()
                ? PerCpuValues.aligned(info.valueSize()) * kernel.possibleCpus()
                : info.valueSize();
        this.elements = new Elements(kernel.kernel());
        this.memory = new MapMemory("map '" + name + "'", kernel.kernel(), descriptor, info, frozen);
    }

    /**
     * A map that somebody pinned.
     *
     * @return nothing if there is no such file
     */
    public static Optional<LoadedMap> pinned(TargetKernel kernel, String path) throws IOException {
        Optional<Descriptor> pinned = kernel.bpf().pinned(path);
        if (pinned.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LoadedMap(path.substring(path.lastIndexOf('/') + 1), kernel, pinned.get(), false));
        } catch (IOException noMap) {
            pinned.get().close();
            throw noMap;
        }
    }

    /** Its name in the object. */
    public String name() {
        return name;
    }

    /** What the kernel knows of it. */
    public MapInfo info() {
        return info;
    }

    /** The bytes of a key. */
    public int keyBytes() {
        return info.keySize();
    }

    /** The bytes of a value as it is read and written, those of all CPUs together. */
    public int valueBytes() {
        return valueBytes;
    }

    /** Its descriptor, for calls of one's own; good until it is closed. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** The kernel that it is in. */
    public TargetKernel kernel() {
        return kernel;
    }

    /** The value of a key; nothing if there is none. */
    public Optional<byte[]> get(byte[] key) throws IOException {
        checkKey(key);
        return descriptor.use(map -> elements.lookup(map, key, valueBytes, 0));
    }

    /** Puts an element, whether or not there is one of that key. */
    public void put(byte[] key, byte[] value) throws IOException {
        put(key, value, ANY);
    }

    /** Puts an element; the flags are {@link #ANY}, {@link #IF_ABSENT}, {@link #IF_PRESENT} and others of {@code bpf(2)}. */
    public void put(byte[] key, byte[] value, long flags) throws IOException {
        checkKey(key);
        checkValue(value);
        descriptor.use(map -> {
            elements.update(map, key, value, flags);
            return true;
        });
    }

    /**
     * Puts a map, a program, a socket, a perf event or a control group into a map of such. The map holds it from then on.
     *
     * @param held its descriptor: {@link #descriptor()} of a map, {@code descriptor()} of a program
     */
    public void put(byte[] key, Descriptor held) throws IOException {
        held.use(number -> {
            put(
                    key,
                    ByteBuffer.allocate(Integer.BYTES)
                            .order(kernel.kernel().byteOrder())
                            .putInt(number)
                            .array());
            return true;
        });
    }

    /** Removes an element; whether there was one. */
    public boolean delete(byte[] key) throws IOException {
        checkKey(key);
        return descriptor.use(map -> elements.delete(map, key));
    }

    /** Removes an element; what it was. Of queues and stacks the next one. Nothing if there is none. */
    public Optional<byte[]> take(byte[] key) throws IOException {
        checkKey(key);
        return descriptor.use(map -> elements.take(map, key, valueBytes, 0));
    }

    /** The key behind another in the kernel's order, the first if the other is not there; nothing behind the last. */
    public Optional<byte[]> keyAfter(byte[] key) throws IOException {
        checkKey(key);
        return descriptor.use(map -> elements.nextKey(map, Optional.of(key), info.keySize()));
    }

    /** The first key in the kernel's order; nothing if the map is empty. */
    public Optional<byte[]> firstKey() throws IOException {
        return descriptor.use(map -> elements.nextKey(map, Optional.empty(), info.keySize()));
    }

    /**
     * All elements, one call for the key and one for the value of each. Elements that are put or removed meanwhile may be
     * there or not, and others may come twice: the kernel starts again where the element that was last is gone.
     */
    public Iterable<MapEntry> entries() {
        return () -> new EntryIterator(this);
    }

    /** Several elements by one call each time; the fastest way to read a large map. Kernel 5.6. */
    public MapBatches batches() {
        return new MapBatches(this, elements);
    }

    /**
     * The values of an array as memory that is shared with the kernel ({@code BPF_F_MMAPABLE}): what is written there,
     * programs see at once. Sections of global variables are such maps. A frozen one can only be read.
     *
     * <p>The memory of a kernel that is not this machine's can't be shared: then this is a copy of what is there now, to be read
     * ({@link ByteBuffer#isReadOnly}), and the next call gives another. {@link #change} writes on any kernel.
     *
     * <p>The memory goes when nobody holds the buffer any more. That of an arena ({@code BPF_MAP_TYPE_ARENA}) is all of it, at the
     * address that {@code map_extra} gives; pages are there when somebody touches them.
     *
     * @throws UnsupportedOperationException if the map can't be mapped, or is an arena of another machine, or one that is larger than a buffer
     *     can be
     */
    public ByteBuffer memory() throws IOException {
        return memory.open();
    }

    /**
     * Changes values of an array with {@code BPF_F_MMAPABLE}, such as global variables, on any kernel. On this machine's that is
     * done in {@link #memory} itself. On another one, what was changed is written when the change returns, nothing if it throws:
     * 8 bytes at a time, so that variables that share such with a changed one are written as they were read.
     *
     * @param change is given the values, in the kernel's byte order, to be read and written; it must not keep them
     * @throws UnsupportedOperationException if the map can't be mapped, is frozen, or is an arena of another machine
     */
    public void change(Consumer<ByteBuffer> change) throws IOException {
        memory.change(change);
    }

    /**
     * Some of the memory of an arena, as {@link #memory()} gives all of it.
     *
     * @param offset in bytes, from the arena's start
     * @param length in bytes
     * @throws IndexOutOfBoundsException if the arena has less
     * @throws UnsupportedOperationException if the map is no arena, or is elsewhere
     */
    public ByteBuffer memory(long offset, int length) throws IOException {
        return arena().buffer(offset, length);
    }

    /**
     * An arena's memory, with an address in the process that makes the system calls; goes with this.
     *
     * @throws UnsupportedOperationException if the map is no arena
     */
    public Mapping arena() throws IOException {
        return memory.arena();
    }

    /** Gives it a name in a BPF file system, where it stays when this is closed. */
    public void pin(String path) throws IOException {
        descriptor.use(map -> {
            kernel.bpf().pin(map, path);
            return true;
        });
    }

    /** Lets it go; the kernel keeps it as long as programs or pins hold it. */
    @Override
    public void close() throws IOException {
        try {
            memory.close();
        } finally {
            descriptor.close();
        }
    }

    @Override
    public String toString() {
        return "map '" + name + "'";
    }

    private void checkKey(byte[] key) {
        if (key.length != info.keySize()) {
            throw new IllegalArgumentException(
                    "map '" + name + "' has keys of " + info.keySize() + " bytes, not " + key.length);
        }
    }

    private void checkValue(byte[] value) {
        if (value.length != valueBytes) {
            throw new IllegalArgumentException(
                    "map '" + name + "' has values of " + valueBytes + " bytes, not " + value.length);
        }
    }
}
