package com.acme.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import com.acme.CountBpf;
import com.acme.arch.TraceBpf;
import com.acme.net.DropBpf;

/** Uses all that the generated classes offer, and says what it saw. */
public final class Main {
    public static void main(String[] arguments) throws Exception {
        Path copy = DropBpf.copyTo(Path.of(arguments[0]));
        byte[] streamed;
        try (var in = DropBpf.open()) {
            streamed = in.readAllBytes();
        }
        System.out.println("module " + Main.class.getModule().getName());
        System.out.println("same " + (Arrays.equals(streamed, DropBpf.bytes())
                && Arrays.equals(streamed, Files.readAllBytes(copy))
                && DropBpf.buffer().remaining() == streamed.length));
        for (var program : DropBpf.Program.values()) {
            System.out.println(program + " " + program.programName() + " " + program.section());
        }
        System.out.println(CountBpf.Maps.TALLIES.mapName() + " " + CountBpf.bytes().length);
        System.out.println("order " + DropBpf.buffer().order() + " trace " + TraceBpf.bytes().length);
    }

    private Main() {}
}
