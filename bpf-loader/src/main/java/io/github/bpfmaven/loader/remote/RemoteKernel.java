package io.github.bpfmaven.loader.remote;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * A kernel that is reached over two streams, at whose other end the guest program ({@code src/main/guest}) carries out what it
 * is told, in its kernel's byte order.
 *
 * <p>Threads do not wait for each other but in the guest, which carries out one call after the other. Only waits for events
 * ({@code ppoll}, of at most 64 descriptors) stand aside there, so that any number of calls get done meanwhile.
 */
public final class RemoteKernel implements Kernel {
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    private static final int MAP_FIXED_NOREPLACE = 0x100000;
    private static final int POLL_ENTRY = 8;
    private static final int MOST_POLLED = 64;
    private static final long NANOSECONDS = 1_000_000_000L;
    /** Of a wait that has no end: a guest that ends ends it, too. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Connection connection;
    private final Greeting greeting;
    private final Duration patience;

    private RemoteKernel(Connection connection, Greeting greeting, Duration patience) {
        this.connection = connection;
        this.greeting = greeting;
        this.patience = patience;
    }

    /**
     * Waits for the guest's greeting, as long as that takes.
     *
     * @param in what the guest says
     * @param out what it is told; closed with the kernel
     * @param farEnd for messages
     * @param patience how long a call may take before the guest counts as lost
     * @throws RemoteKernelException if what comes is no greeting, or nothing comes any more
     */
    public static RemoteKernel connect(InputStream in, OutputStream out, FarEnd farEnd, Duration patience)
            throws RemoteKernelException {
        DataInputStream input = new DataInputStream(in);
        try {
            Greeting greeting = Greeting.read(input);
            return new RemoteKernel(
                    new Connection(input, out, greeting.machine().byteOrder(), farEnd), greeting, patience);
        } catch (IOException gone) {
            throw new RemoteKernelException(Connection.message(farEnd, "did not come up", gone), gone);
        }
    }

    @Override
    public Machine machine() {
        return greeting.machine();
    }

    @Override
    public int pageSize() {
        return greeting.pageSize();
    }

    @Override
    public long call(SystemCall call, Argument... arguments) throws IOException {
        if (call == SystemCall.PPOLL) {
            return poll((Block) arguments[0], (Argument.Word) arguments[1], arguments[2]);
        }
        CallMessage message = new CallMessage(call.number(machine()), arguments);
        Connection.Answer answer = connection.ask(Operation.CALL, message.write(connection), patience);
        message.read(answer.bytes());
        return answer.result();
    }

    /** @param limit 0, or {@code struct timespec} */
    private long poll(Block entries, Argument.Word count, Argument limit) throws IOException {
        if (count.value() > MOST_POLLED) {
            return -Errno.EINVAL.number();
        }
        int size = POLL_ENTRY * (int) count.value();
        long nanoseconds = limit instanceof Block time ? nanoseconds(time) : -1;
        ByteBuffer request =
                connection.request(Long.BYTES + size).putLong(nanoseconds).put(entries.getBytes(0, size));
        Duration longest = nanoseconds < 0 ? FOR_EVER : patience.plusNanos(nanoseconds);
        Connection.Answer answer = connection.ask(Operation.POLL, request, longest);
        if (answer.bytes().remaining() == size) {
            answer.bytes().get(entries.bytes().array(), 0, size);
        }
        return answer.result();
    }

    /** -1 for ever, which centuries are. */
    private static long nanoseconds(Block time) {
        return time.getLong(0) > FOR_EVER.getSeconds() ? -1 : time.getLong(0) * NANOSECONDS + time.getLong(Long.BYTES);
    }

    @Override
    public Mapping map(int descriptor, long offset, long length, boolean writable) throws IOException {
        long protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
        long result = ask(Operation.MAP, descriptor, offset, length, protection).result();
        return new RemoteMapping(this, SystemCallException.check("mmap", result), length);
    }

    @Override
    public Mapping mapAt(long address, int descriptor, long length) throws IOException {
        if (address == 0) {
            return map(descriptor, 0, length, true);
        }
        long[] words = {address, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED_NOREPLACE, descriptor, 0};
        long result;
        if (machine() == Machine.S390X) {
            Block inMemory = Block.input(byteOrder(), Long.BYTES * words.length);
            for (int i = 0; i < words.length; i++) {
                inMemory.putLong(Long.BYTES * i, words[i]);
            }
            result = call(SystemCall.MMAP, inMemory);
        } else {
            result = call(
                    SystemCall.MMAP, Arrays.stream(words).mapToObj(Argument::of).toArray(Argument[]::new));
        }
        return new RemoteMapping(this, SystemCallException.check("mmap", result), length);
    }

    /** Sends an operation that has numbers alone. */
    Connection.Answer ask(Operation operation, long... numbers) throws IOException {
        ByteBuffer request = connection.request(Long.BYTES * numbers.length);
        for (long number : numbers) {
            request.putLong(number);
        }
        return connection.ask(operation, request, patience);
    }

    @Override
    public void close() {
        connection.close();
    }
}
