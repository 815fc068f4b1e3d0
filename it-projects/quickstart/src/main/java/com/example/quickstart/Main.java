package com.example.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows what the jar carries, and gives it to this machine's kernel where that is possible. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.printf("For this machine: %s, %,d bytes%n", CounterBpf.resourceName(), CounterBpf.bytes().length);
        for (var program : CounterBpf.Program.values()) {
            System.out.printf("  program %s, section %s%n", program.programName(), program.section());
        }
        for (var map : CounterBpf.BpfMap.values()) {
            System.out.printf("  map     %s%n", map.mapName());
        }
        if (Bpftool.isUsable()) {
            runInKernel();
        } else {
            System.out.println("Run it as root on Linux, with bpftool installed, to see the kernel load and run it.");
        }
    }

    private static void runInKernel() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("quickstart");
        var object = CounterBpf.copyTo(directory.resolve(CounterBpf.resourceName()));
        var packet = Files.write(directory.resolve("packet"), Packets.tcp());
        try (var loaded = Bpftool.load(object)) {
            System.out.println("This kernel has loaded it. Three TCP packets later:");
            loaded.run(CounterBpf.Program.COUNT_PACKETS.programName(), packet, 3);
            System.out.print(loaded.dump(CounterBpf.BpfMap.PACKETS.mapName()));
        } finally {
            for (var file : new Path[] {object, packet, directory}) {
                Files.delete(file);
            }
        }
    }
}
