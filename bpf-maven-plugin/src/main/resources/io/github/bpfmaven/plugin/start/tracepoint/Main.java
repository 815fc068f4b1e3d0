package @package@;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

import io.github.bpfmaven.loader.BpfObjectLoader;
import io.github.bpfmaven.loader.LoadedObject;
import io.github.bpfmaven.loader.map.RingBuffer;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** Prints a line for each program that is started, for so many seconds as the first argument says, or until Ctrl-C. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) throws IOException {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : Integer.MAX_VALUE;
        try (TargetKernel kernel = TargetKernel.local();
                LoadedObject object = load(kernel)) {
            System.out.println("Waiting for programs to be started");
            watch(object, Duration.ofSeconds(seconds), event -> System.out.printf(
                    "%7d  uid %d  %s%n", event.pid(), event.uid(), event.commText()));
        } catch (BpfLoadException | UnsupportedOperationException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** Loads the program and attaches it. */
    static LoadedObject load(TargetKernel kernel) throws IOException {
        LoadedObject object = BpfObjectLoader.of(@class@.bytes()).name("exec").load(kernel);
        try {
            object.attach();
            return object;
        } catch (IOException | RuntimeException failure) {
            object.close();
            throw failure;
        }
    }

    /** Hands on what is reported. */
    static void watch(LoadedObject object, Duration atMost, Consumer<@class@.Event> taker) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        try (RingBuffer events = RingBuffer.of(object.map("events"))) {
            for (long left = atMost.toNanos(); left > 0; left = end - System.nanoTime()) {
                events.poll(Duration.ofNanos(left), event -> taker.accept(@class@.Event.read(event)));
            }
        }
    }
}
