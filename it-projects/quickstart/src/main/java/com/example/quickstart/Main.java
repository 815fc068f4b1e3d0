package com.example.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.example.quickstart.CounterBpf.Globals;
import com.example.quickstart.CounterBpf.Maps;
import com.example.quickstart.CounterBpf.Program;
import com.example.quickstart.CounterBpf.Traffic;

/** Shows what the jar carries, and gives it to this machine's kernel where that is possible. */
public final class Main {
    private static final int TCP = 6;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.printf("For this machine: %s, %,d bytes%n", CounterBpf.resourceName(), CounterBpf.bytes().length);
        for (var program : Program.values()) {
            System.out.printf("  program %s, section %s%n", program.programName(), program.section());
        }
        for (var map : Maps.all()) {
            System.out.printf("  map     %s%n", map);
        }
        if (Bpftool.isUsable()) {
            runInKernel();
        } else {
            System.out.println("Run it as root on Linux, with bpftool installed, to see the kernel load and run it.");
        }
    }

    private static void runInKernel() throws IOException, InterruptedException {
        // Nobody listens to the events here.
        var globals = Globals.read();
        globals.rodata().setReportNew(false);

        var directory = Files.createTempDirectory("quickstart");
        var object = Files.write(directory.resolve(CounterBpf.resourceName()), globals.object());
        var packet = Files.write(directory.resolve("packet"), Packets.tcp());
        try (var loaded = Bpftool.load(object)) {
            System.out.println("This kernel has loaded it. Three TCP packets later:");
            loaded.run(Program.COUNT_PACKETS.programName(), packet, 3);
            Traffic tcp = loaded.lookup(Maps.PACKETS, TCP);
            System.out.printf("  TCP: %d packets, %d bytes%n", tcp.packets(), tcp.bytes());
        } finally {
            for (var file : new Path[] {object, packet, directory}) {
                Files.delete(file);
            }
        }
    }
}
