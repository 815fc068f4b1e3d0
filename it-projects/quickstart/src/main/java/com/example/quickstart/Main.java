package com.example.quickstart;

import java.io.IOException;
import java.time.Duration;

import com.example.quickstart.CounterBpf.Maps;
import com.example.quickstart.CounterBpf.NewProtocol;
import com.example.quickstart.CounterBpf.Program;
import com.example.quickstart.CounterBpf.Traffic;
import io.github.bpfmaven.loader.TestRun;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** Shows what the jar carries, and gives it to this machine's kernel where that is possible. */
public final class Main {
    private static final int TCP = 6;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        System.out.printf("For this machine: %s, %,d bytes%n", CounterBpf.resourceName(), CounterBpf.bytes().length);
        for (var program : Program.values()) {
            System.out.printf("  program %s, section %s%n", program.programName(), program.section());
        }
        for (var map : Maps.all()) {
            System.out.printf("  map     %s%n", map);
        }
        try {
            runInKernel();
        } catch (UnsupportedOperationException | BpfLoadException notHere) {
            System.out.println("Run it as root on Linux to see the kernel load and run it. What was in the way: "
                    + notHere.getMessage());
        }
    }

    private static void runInKernel() throws IOException {
        var loader = CounterBpf.loader();
        loader.rodata().setReportNew(true);
        loader.map(Maps.PACKETS).maxEntries(64);

        try (var kernel = TargetKernel.local();
                var counter = loader.load(kernel);
                var events = counter.events(Maps.EVENTS, NewProtocol::read)) {
            System.out.println("This kernel has loaded it. Three TCP packets later:");
            counter.program(Program.COUNT_PACKETS)
                    .testRun(TestRun.ofPacket(Packets.tcp()).times(3));

            Traffic tcp = counter.map(Maps.PACKETS).get(TCP).orElseThrow();
            System.out.printf("  TCP: %d packets, %d bytes%n", tcp.packets(), tcp.bytes());
            events.poll(
                    Duration.ofSeconds(1),
                    event -> System.out.printf(
                            "  event: protocol %d, first seen in a packet of %d bytes%n",
                            event.protocol(), event.length()));
        }
    }
}
