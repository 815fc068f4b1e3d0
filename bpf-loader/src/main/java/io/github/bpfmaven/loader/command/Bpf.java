package io.github.bpfmaven.loader.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * What {@code bpf(2)} does with maps, programs and BTF as wholes.
 *
 * <p>Source: {@code union bpf_attr} in {@code include/uapi/linux/bpf.h}, Linux 6.18. A kernel that knows less takes more, as
 * long as what it does not know is 0.
 */
public final class Bpf {
    private static final int NAME_SIZE = 16;
    private static final int RETRIES = 5;

    /** {@code BPF_F_TOKEN_FD}. */
    private static final int WITH_TOKEN = 1 << 16;

    private final Kernel kernel;
    private final OptionalInt token;

    public Bpf(Kernel kernel) {
        this(kernel, OptionalInt.empty());
    }

    private Bpf(Kernel kernel, OptionalInt token) {
        this.kernel = kernel;
        this.token = token;
    }

    /** The same with the rights that a token gives. */
    public Bpf withToken(Descriptor given) {
        return new Bpf(kernel, OptionalInt.of(given.number()));
    }

    /**
     * Makes a token of what a BPF file system delegates (Linux 6.9).
     *
     * @param fileSystem its mount point, opened
     */
    public Descriptor createToken(int fileSystem) throws IOException {
        return descriptor(Command.TOKEN_CREATE, block(8).putInt(4, fileSystem));
    }

    /** The kernel. */
    public Kernel kernel() {
        return kernel;
    }

    /** Makes a map. */
    public Descriptor createMap(MapCreate map) throws IOException {
        Block attributes = block(80)
                .putInt(0, map.type())
                .putInt(4, map.keySize())
                .putInt(8, map.valueSize())
                .putInt(12, map.maxEntries())
                .putInt(16, map.flags())
                .putInt(20, map.inner().orElse(0))
                .putInt(24, map.numaNode())
                .putBytes(28, name(map.name()))
                .putInt(44, map.device())
                .putInt(48, map.types().btf().orElse(0))
                .putInt(52, map.types().key())
                .putInt(56, map.types().value())
                .putInt(60, map.kernelValueType())
                .putLong(64, map.extra())
                .putInt(72, map.kernelValueBtf().orElse(0));
        putToken(attributes, 16, 76);
        return descriptor(Command.MAP_CREATE, attributes);
    }

    /** Makes a map read-only for user space. */
    public void freeze(int map) throws IOException {
        Command.MAP_FREEZE.require(kernel, block(32).putInt(0, map));
    }

    /**
     * Loads a program.
     *
     * @param logLevel 0 for no log, 1 for that of a program that is refused, 2 for all states
     * @param logSize how many bytes of the log are wanted, 0 for none
     */
    public ProgramAnswer load(ProgramLoad program, int logLevel, int logSize) throws IOException {
        Block log = Block.output(kernel.byteOrder(), logSize);
        Block attributes = block(152)
                .putInt(0, program.type())
                .putInt(4, program.instructions().length / 8)
                .putPointer(8, Block.input(program.instructions()))
                .putPointer(16, Block.text(program.license()))
                .putInt(40, program.kernelVersion())
                .putInt(44, program.flags())
                .putBytes(48, name(program.name()))
                .putInt(64, program.device())
                .putInt(68, program.expectedAttachType())
                .putInt(72, program.types().orElse(0))
                .putInt(108, program.attachType())
                .putInt(112, program.attachTo().orElse(0));
        putToken(attributes, 44, 144);
        putRecords(attributes, program.functions(), 76, 80, 88);
        putRecords(attributes, program.lines(), 92, 96, 104);
        if (logSize > 0) {
            attributes.putInt(24, logLevel).putInt(28, logSize).putPointer(32, log);
        }
        if (program.descriptors().length > 0) {
            Block descriptors = block(Integer.BYTES * program.descriptors().length);
            for (int i = 0; i < program.descriptors().length; i++) {
                descriptors.putInt(Integer.BYTES * i, program.descriptors()[i]);
            }
            attributes.putPointer(120, descriptors);
        }
        long result = -Errno.EAGAIN.number();
        // A signal makes the verifier give up; libbpf tries five times, too.
        for (int i = 0; i < RETRIES && result == -Errno.EAGAIN.number(); i++) {
            result = Command.PROG_LOAD.call(kernel, attributes);
        }
        String said = logSize > 0 ? log.getText(0, logSize) : "";
        return result < 0
                ? new ProgramAnswer.Refused((int) -result, said)
                : new ProgramAnswer.Loaded(new Descriptor(kernel, (int) result), said);
    }

    private static void putRecords(Block attributes, ProgramLoad.Records records, int size, int address, int count) {
        if (records.size() > 0 && records.bytes().length > 0) {
            attributes
                    .putInt(size, records.size())
                    .putPointer(address, Block.input(records.bytes()))
                    .putInt(count, records.bytes().length / records.size());
        }
    }

    private void putToken(Block attributes, int flags, int descriptor) {
        token.ifPresent(number ->
                attributes.putInt(flags, attributes.getInt(flags) | WITH_TOKEN).putInt(descriptor, number));
    }

    /**
     * Loads BTF.
     *
     * @param log where what is wrong with it is written to; empty for no log
     */
    public Descriptor loadBtf(byte[] btf, Optional<Block> log) throws IOException {
        Block attributes = block(40).putPointer(0, Block.input(btf)).putInt(16, btf.length);
        putToken(attributes, 32, 36);
        log.ifPresent(
                text -> attributes.putPointer(8, text).putInt(20, text.size()).putInt(24, 1));
        return descriptor(Command.BTF_LOAD, attributes);
    }

    /** Tells the kernel that a program uses a map that no instruction of it names. */
    public void bind(int program, int map) throws IOException {
        Command.PROG_BIND_MAP.require(kernel, block(16).putInt(0, program).putInt(4, map));
    }

    /** Gives a map, a program or a link a name in a BPF file system. */
    public void pin(int descriptor, String path) throws IOException {
        Command.OBJ_PIN.require(
                kernel, block(24).putPointer(0, Block.text(path)).putInt(8, descriptor));
    }

    /** What is pinned there; nothing if there is no such file. */
    public Optional<Descriptor> pinned(String path) throws IOException {
        long result = Command.OBJ_GET.call(kernel, block(24).putPointer(0, Block.text(path)));
        return result == -Errno.ENOENT.number()
                ? Optional.empty()
                : Optional.of(Descriptor.of(kernel, Command.OBJ_GET.text() + " of " + path, result));
    }

    /** What the kernel knows of a map. */
    public MapInfo mapInfo(int map) throws IOException {
        return MapInfo.of(info(map, MapInfo.SIZE));
    }

    /** What the kernel knows of a program. */
    public ProgramInfo programInfo(int program) throws IOException {
        Block first = info(program, ProgramInfo.SIZE);
        Block second = ProgramInfo.request(kernel.byteOrder(), first);
        readInfo(program, second);
        return ProgramInfo.of(second);
    }

    /**
     * BTF that is loaded.
     *
     * @param id 0 for the first
     * @return the next id; nothing if there is none
     */
    public Optional<Integer> nextBtf(int id) throws IOException {
        Block attributes = Block.output(kernel.byteOrder(), 12).putInt(0, id);
        long result = Command.BTF_GET_NEXT_ID.call(kernel, attributes);
        return result < 0 ? Optional.empty() : Optional.of(attributes.getInt(4));
    }

    /** A descriptor of the BTF of that id; nothing if it has gone since. */
    public Optional<Descriptor> btf(int id) throws IOException {
        long result = Command.BTF_GET_FD_BY_ID.call(kernel, block(12).putInt(0, id));
        return result < 0 ? Optional.empty() : Optional.of(new Descriptor(kernel, (int) result));
    }

    /** What the kernel knows of BTF, with its bytes. */
    public BtfInfo btfInfo(int btf) throws IOException {
        Block first = info(btf, BtfInfo.SIZE);
        Block second = BtfInfo.request(kernel.byteOrder(), first);
        readInfo(btf, second);
        return BtfInfo.of(second);
    }

    private Block info(int descriptor, int size) throws IOException {
        Block info = Block.output(kernel.byteOrder(), size);
        readInfo(descriptor, info);
        return info;
    }

    private void readInfo(int descriptor, Block info) throws IOException {
        Command.OBJ_GET_INFO_BY_FD.require(
                kernel,
                Block.output(kernel.byteOrder(), 16)
                        .putInt(0, descriptor)
                        .putInt(4, info.size())
                        .putPointer(8, info));
    }

    private Descriptor descriptor(Command command, Block attributes) throws SystemCallException, IOException {
        return new Descriptor(kernel, command.require(kernel, attributes));
    }

    private Block block(int size) {
        return Block.input(kernel.byteOrder(), size);
    }

    private static byte[] name(String name) {
        byte[] field = new byte[NAME_SIZE];
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, field, 0, Math.min(text.length, NAME_SIZE - 1));
        return field;
    }
}
