package io.github.bpfmaven.inspect;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRewriter;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.lint.LintSettings;
import io.github.bpfmaven.lint.ObjectLint;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A damaged object")
final class InspectDamageTest {
    private static final int ROUNDS = 2000;

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("is looked into, or refused with BpfObjectFormatException, and nothing else, in bounded time")
    void isInspectedOrRefused(BpfTarget target, @TempDir Path directory) throws Exception {
        var clang = new TestClang(directory);
        var objects = new ArrayList<byte[]>();
        for (var name :
                List.of("subprograms", "core_kinds", "timer", "globals", "ksyms_typed", "tail_call", "atomics")) {
            var object = clang.object(clang.add(TestProgram.ROOT.resolve(name + ".bpf.c")), target);
            objects.add(withoutDwarf(Files.readAllBytes(object)));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> damage(objects, new Random(11)));
    }

    private static void damage(List<byte[]> sound, Random random) {
        var read = 0;
        var refused = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var bytes = sound.get(round % sound.size()).clone();
            for (var flips = random.nextInt(6); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(20) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            try {
                inspect(bytes);
                read++;
            } catch (BpfObjectFormatException expected) {
                refused++;
            }
        }
        assertTrue(read > ROUNDS / 20, read + " read");
        assertTrue(refused > ROUNDS / 20, refused + " refused");
    }

    @Test
    @DisplayName("whose code is random bytes has reports and listings")
    void randomCode(@TempDir Path directory) throws Exception {
        var object = withoutDwarf(InspectedObject.bytes(
                "SEC(\"xdp\") int pass(struct xdp_md *ctx) { int a[64]; for (int i = 0; i < 64; i++)"
                        + " a[i] = bpf_get_prandom_u32(); return a[ctx->ingress_ifindex & 63]; }",
                BpfTarget.BPFEL,
                directory));
        var elf = ElfFile.read(object);
        var code = elf.section("xdp").orElseThrow();
        var at = (int) elf.fileOffset(code);
        var random = new Random(3);
        for (var round = 0; round < ROUNDS; round++) {
            var bytes = object.clone();
            for (var i = 0; i < code.size(); i++) {
                bytes[at + i] = (byte) random.nextInt();
            }
            var inspector = ObjectInspector.of(bytes);
            assertEquals(1, inspector.report().programs().size());
            assertTrue(inspector.disassembly("pass").orElseThrow().size() >= code.size() / 16);
        }
    }

    @Test
    @DisplayName("with thousands of functions that share all code, or call each other, is done in bounded time")
    void manyFunctions() throws Exception {
        var functions = 10_000;
        var elf = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        var code = new byte[functions * 16];
        for (var i = 0; i < functions; i++) {
            // Calls the next one, and exits.
            code[i * 16] = (byte) 0x85;
            code[i * 16 + 1] = 0x10;
            code[i * 16 + 4] = 1;
            code[i * 16 + 8] = (byte) 0x95;
        }
        var text =
                elf.section(".text", ElfSection.SHT_PROGBITS, ElfSection.SHF_ALLOC | ElfSection.SHF_EXECINSTR, 8, code);
        var xdp = elf.section("xdp", ElfSection.SHT_PROGBITS, ElfSection.SHF_ALLOC | ElfSection.SHF_EXECINSTR, 8, code);
        for (var i = 0; i < functions; i++) {
            elf.symbol("f" + i, ElfSymbol.STB_GLOBAL, ElfSymbol.STT_FUNC, 0, text, i * 16, 16);
            elf.symbol("p" + i, ElfSymbol.STB_GLOBAL, ElfSymbol.STT_FUNC, 0, xdp, 0, code.length);
        }
        var object = elf.build();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> inspect(object));
    }

    private static void inspect(byte[] bytes) throws BpfObjectFormatException {
        var inspector = ObjectInspector.of(bytes);
        ObjectLint.check(inspector, LintSettings.DEFAULT);
        for (var program : inspector.report().programs()) {
            inspector.disassembly(program.function().name());
        }
        new PathCheck(MachineNames.none()).check(bytes);
    }

    /** Flips in DWARF would change nothing. */
    private static byte[] withoutDwarf(byte[] object) throws Exception {
        return new ElfRewriter(ElfFile.read(object))
                .drop(section -> section.name().contains(".debug"))
                .write();
    }
}
