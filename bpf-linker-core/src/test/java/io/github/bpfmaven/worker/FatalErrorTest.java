package io.github.bpfmaven.worker;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceLocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("LLVM's last words")
final class FatalErrorTest {
    @Test
    @DisplayName("become a sentence with function and place, without addresses")
    void cannotSelect() {
        var diagnostic = FatalError.describe("""
                Cannot select: 0x7fa0a408ea90: ch = brind 0x7fa0a405a540, 0x7fa0a408ea20
                  0x7fa0a408ea20: i64,ch = load<(invariant load (s64) from %ir.5)> 0x7fa0a405a540, undef:i64, a b/x.c:2:73
                    0x7fa0a408e7f0: i64 = zero_extend nneg 0x7fa0a408e780, a b/x.c:3:1
                In function: program""");

        assertEquals(
                new Diagnostic(
                        Diagnostic.Severity.ERROR,
                        "LLVM gave up in function 'program': Cannot select: ch = brind",
                        Optional.of(new SourceLocation("a b/x.c", 2, 73))),
                diagnostic);
    }

    @Test
    @DisplayName("may be short")
    void plain() {
        assertEquals(Diagnostic.error("LLVM gave up: Broken module found"), FatalError.describe("Broken module found"));
        assertEquals(Diagnostic.error("LLVM gave up: no reason given"), FatalError.describe(""));
    }
}
