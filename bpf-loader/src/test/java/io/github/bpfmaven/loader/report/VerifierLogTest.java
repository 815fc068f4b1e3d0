package io.github.bpfmaven.loader.report;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A log of the verifier")
final class VerifierLogTest {
    @Test
    @DisplayName("names the instruction that it stopped at, and why, before the counts at its end")
    void reason() {
        var log = new VerifierLog("""
                0: R1=ctx() R10=fp0
                ; return *n;
                0: (b7) r6 = 1
                12: (79) r0 = *(u64 *)(r0 +0)
                R0 invalid mem access 'map_value_or_null'
                processed 13 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
                """);
        assertEquals(12, log.instruction().orElseThrow());
        assertEquals("R0 invalid mem access 'map_value_or_null'", log.reason());
    }

    @Test
    @DisplayName("that names an instruction only in its sentence is understood, and one that says nothing")
    void others() {
        assertEquals(7, new VerifierLog("unreachable insn 7\n").instruction().orElseThrow());
        assertTrue(new VerifierLog("").instruction().isEmpty());
        assertEquals("", new VerifierLog("").reason());
        assertTrue(new VerifierLog("no numbers here").instruction().isEmpty());
    }

    /** As Linux 5.10, 5.15 and 6.12 write it; the last two are about an offset that is not a constant. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid indirect read from stack off -16+1 size 16",
                "invalid indirect read from stack R2 off -16+1 size 16",
                "invalid read from stack R2 off -16+1 size 16",
                "invalid read from stack off -16+1 size 8",
                "invalid indirect read from stack var_off (0xfffffff0; 0x8)+1 size 8",
                "invalid read from stack R2 var_off (0xfffffff0; 0x8)+1 size 8"
            })
    @DisplayName("about bytes of the stack without a value does not speak of too large a stack")
    void noValue(String reason) {
        var refusal = new VerifierLog("8: (85) call bpf_map_lookup_elem#1\n" + reason + "\n")
                .refusal("program 'x'", 13, List.of(), new Advice(TargetKernel.local()));
        assertTrue(refusal.getMessage().contains("\n  these bytes of the stack have no value"), refusal.getMessage());
        var outside = new VerifierLog("invalid read from stack R1 off=-520 size=8\n")
                .refusal("program 'x'", 13, List.of(), new Advice(TargetKernel.local()));
        assertTrue(outside.getMessage().contains("512 bytes of stack"), outside.getMessage());
    }

    @Test
    @DisplayName("that is empty still leads to an error with its name")
    void nothing() {
        var kernel = TargetKernel.local();
        var refusal = new VerifierLog("").refusal("program 'x'", 22, List.of(), new Advice(kernel));
        assertEquals("program 'x': the kernel refuses it: EINVAL (22)", refusal.getMessage());
        assertEquals(22, refusal.errno().orElseThrow());
    }
}
