package @package@;

import java.io.IOException;

import io.github.bpfmaven.loader.BpfObjectLoader;
import io.github.bpfmaven.loader.LoadedObject;
import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** Counts what a network interface receives: the first argument names it, the second says for how many seconds. */
public final class Main {
    private static final int FIRST = 0;

    private Main() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        String networkInterface = arguments.length > 0 ? arguments[0] : "lo";
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        try (TargetKernel kernel = TargetKernel.local();
                LoadedObject object = load(kernel)) {
            object.program("count").attach(@attach@);
            System.out.println("Counting on " + networkInterface + " for " + seconds + " seconds");
            Thread.sleep(seconds * 1000L);
            @class@.Traffic traffic = received(object);
            System.out.println(traffic.packets() + " packets, " + traffic.bytes() + " bytes");
        } catch (BpfLoadException | UnsupportedOperationException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    static LoadedObject load(TargetKernel kernel) throws IOException {
        return BpfObjectLoader.of(@class@.bytes()).name("count").load(kernel);
    }

    /** What was counted so far. */
    static @class@.Traffic received(LoadedObject object) throws IOException {
        byte[] key = @class@.Maps.RECEIVED.encodeKey(FIRST);
        return @class@.Maps.RECEIVED.decodeValue(object.map("received").get(key).orElseThrow());
    }
}
