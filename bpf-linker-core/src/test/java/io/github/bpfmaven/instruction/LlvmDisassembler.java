package io.github.bpfmaven.instruction;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.bytedeco.llvm.global.LLVM;

import io.github.bpfmaven.testing.TestLlvm;

/** LLVM's own disassembler, in a process of its own: a fatal error of LLVM's ends the process. */
final class LlvmDisassembler {
    /** {@code LLVMDisassembler_Option_PrintImmHex} of {@code llvm-c/DisassemblerTypes.h}. */
    private static final int HEXADECIMAL = 2;

    private static final int ROOM = 16;
    private static final int TEXT = 256;

    private LlvmDisassembler() {}

    /**
     * What LLVM prints for the first instruction of each piece of code.
     *
     * @param code 16 bytes each
     */
    static List<String> texts(ByteOrder byteOrder, List<byte[]> code, Path directory)
            throws IOException, InterruptedException {
        var input = directory.resolve("code.bin");
        var output = directory.resolve("texts.bin");
        try (var out = new DataOutputStream(Files.newOutputStream(input))) {
            out.write(concatenated(code));
        }
        run(byteOrder, input, output);
        var texts = new ArrayList<String>();
        try (var in = new DataInputStream(Files.newInputStream(output))) {
            for (var i = 0; i < code.size(); i++) {
                texts.add(in.readUTF());
            }
        }
        return texts;
    }

    private static byte[] concatenated(List<byte[]> code) {
        var all = new byte[code.size() * ROOM];
        for (var i = 0; i < code.size(); i++) {
            System.arraycopy(code.get(i), 0, all, i * ROOM, ROOM);
        }
        return all;
    }

    private static void run(ByteOrder byteOrder, Path input, Path output) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.library.path="
                                + TestLlvm.home().jniLibraryDirectory().orElseThrow(),
                        "-Dorg.bytedeco.javacpp.pathsfirst=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LlvmDisassembler.class.getName(),
                        byteOrder.equals(ByteOrder.BIG_ENDIAN) ? "bpfeb" : "bpfel",
                        input.toString(),
                        output.toString())
                .redirectErrorStream(true)
                .start();
        var messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(messages);
        }
    }

    /** @param arguments the target, a file of code, the file to write */
    public static void main(String[] arguments) throws IOException {
        LLVM.LLVMInitializeBPFTargetInfo();
        LLVM.LLVMInitializeBPFTarget();
        LLVM.LLVMInitializeBPFTargetMC();
        LLVM.LLVMInitializeBPFDisassembler();
        // llvm-objdump takes v4 for BPF, too.
        var context = LLVM.LLVMCreateDisasmCPU(arguments[0], "v4", null, 0, null, null);
        LLVM.LLVMSetDisasmOptions(context, HEXADECIMAL);
        var code = Files.readAllBytes(Path.of(arguments[1]));
        try (var out = new DataOutputStream(Files.newOutputStream(Path.of(arguments[2])))) {
            for (var at = 0; at < code.length; at += ROOM) {
                var text = new byte[TEXT];
                var size = LLVM.LLVMDisasmInstruction(
                        context, Arrays.copyOfRange(code, at, at + ROOM), ROOM, 0, text, TEXT);
                var end = 0;
                while (text[end] != 0) {
                    end++;
                }
                out.writeUTF(
                        size == 0 ? InstructionText.UNKNOWN : new String(text, 0, end, StandardCharsets.UTF_8).strip());
            }
        }
        LLVM.LLVMDisasmDispose(context);
    }
}
