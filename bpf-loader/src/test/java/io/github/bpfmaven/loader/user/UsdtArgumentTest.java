package io.github.bpfmaven.loader.user;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.user.UsdtArgument.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The arguments of a probe are found")
final class UsdtArgumentTest {
    @Test
    @DisplayName("on x86-64, in registers of every width, in memory, at an index, and as numbers")
    void x86() throws Exception {
        assertEquals(
                List.of(
                        new UsdtArgument(Kind.REGISTER, 0, 112, 0, 0, 4, true),
                        new UsdtArgument(Kind.REGISTER, 0, 64, 0, 0, 1, false),
                        new UsdtArgument(Kind.MEMORY, -16, 32, 0, 0, 8, false),
                        new UsdtArgument(Kind.MEMORY, 0, 152, 0, 0, 2, true),
                        new UsdtArgument(Kind.INDEXED, -96, 32, 80, 3, 8, false),
                        new UsdtArgument(Kind.INDEXED, 0, 80, 96, 0, 8, false),
                        new UsdtArgument(Kind.CONSTANT, -9, 0, 0, 0, 4, true)),
                UsdtArgument.parse(
                        "-4@%edi 1@%r9b 8@-16(%rbp) -2@(%rsp) 8@-96(%rbp,%rax,8) 8@(%rax,%rdx) -4@$-9",
                        Machine.X86_64));
    }

    @Test
    @DisplayName("on arm64, also with a blank within brackets")
    void arm() throws Exception {
        assertEquals(
                List.of(
                        new UsdtArgument(Kind.REGISTER, 0, 152, 0, 0, 8, true),
                        new UsdtArgument(Kind.MEMORY, 60, 248, 0, 0, 4, true),
                        new UsdtArgument(Kind.MEMORY, 0, 0, 0, 0, 4, false),
                        new UsdtArgument(Kind.CONSTANT, 5, 0, 0, 0, 4, true)),
                UsdtArgument.parse("-8@x19 -4@[sp, 60] 4@[x0] -4@5", Machine.AARCH64));
    }

    @Test
    @DisplayName("on s390x and riscv64")
    void others() throws Exception {
        assertEquals(
                List.of(
                        new UsdtArgument(Kind.MEMORY, 168, 144, 0, 0, 4, true),
                        new UsdtArgument(Kind.REGISTER, 0, 40, 0, 0, 8, false),
                        new UsdtArgument(Kind.CONSTANT, 98, 0, 0, 0, 1, true)),
                UsdtArgument.parse("-4@168(%r15) 8@%r2 -1@98", Machine.S390X));
        assertEquals(
                List.of(
                        new UsdtArgument(Kind.MEMORY, -20, 64, 0, 0, 4, true),
                        new UsdtArgument(Kind.REGISTER, 0, 80, 0, 0, 8, false),
                        new UsdtArgument(Kind.CONSTANT, 7, 0, 0, 0, 4, false)),
                UsdtArgument.parse("-4@-20(s0) 8@a0 4@7", Machine.RISCV64));
    }

    @Test
    @DisplayName("if there are none")
    void none() throws Exception {
        assertEquals(List.of(), UsdtArgument.parse("", Machine.X86_64));
    }

    @Test
    @DisplayName(
            "or named where they can't be: other sizes, symbols, registers of other machines, machines without a grammar")
    void unknown() {
        for (var text : List.of("3@%edi", "4@symbol(%rip)x", "4@%xmm0", "4@(%x1)", "nonsense")) {
            var refusal = assertThrows(IOException.class, () -> UsdtArgument.parse(text, Machine.X86_64));
            assertTrue(refusal.getMessage().contains("'" + text + "'"), refusal.getMessage());
        }
        assertThrows(IOException.class, () -> UsdtArgument.parse("4@5", Machine.PPC64LE));
    }
}
