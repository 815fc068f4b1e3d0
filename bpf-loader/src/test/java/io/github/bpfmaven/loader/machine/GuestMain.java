package io.github.bpfmaven.loader.machine;

import java.nio.file.Files;
import java.nio.file.Path;

/** Boots a kernel and never closes it: a JVM that is to end otherwise. */
final class GuestMain {
    private GuestMain() {}

    /** @param arguments an image, and "exit" to end of its own accord, "early" to do that before the guest runs */
    public static void main(String[] arguments) throws Exception {
        if (arguments[1].equals("early")) {
            // As far as a guest is whose image is still being unpacked.
            Files.write(GuestDirectory.create().path().resolve("Image"), new byte[1]);
            System.out.println("up true");
            System.exit(0);
        }
        var machine = VirtualMachine.boot(KernelImage.read(Path.of(arguments[0])), MachineSettings.usual());
        System.out.println("up " + machine.isAlive());
        if (arguments[1].equals("exit")) {
            System.exit(0);
        }
        Thread.sleep(60_000);
    }
}
