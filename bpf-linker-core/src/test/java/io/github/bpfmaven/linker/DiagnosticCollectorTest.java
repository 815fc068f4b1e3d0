package io.github.bpfmaven.linker;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.llvm.LlvmDiagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What LLVM reports")
final class DiagnosticCollectorTest {
    private final DiagnosticCollector collector = new DiagnosticCollector();

    @Test
    @DisplayName("has its place taken out of the text, also where the file's name has a colon")
    void place() {
        report(LlvmDiagnostic.Severity.ERROR, "C:\\p\\a.c:8:3: in function f i32 (ptr): no\n");

        assertEquals(
                List.of(new Diagnostic(
                        Diagnostic.Severity.ERROR,
                        "in function f i32 (ptr): no",
                        Optional.of(new SourceLocation("C:\\p\\a.c", 8, 3)))),
                collector.all());
    }

    @Test
    @DisplayName("names the function that is called, not the address of its node")
    void nodes() {
        report(
                LlvmDiagnostic.Severity.ERROR,
                "a.c:8:3: in function p i32 (ptr): 0x7f06980e8ea0: i64 = GlobalAddress<ptr @f> 0, a.c:8:3 too many arguments");
        report(
                LlvmDiagnostic.Severity.ERROR,
                "a.c:9:3: in function p i32 (ptr): 0x7f06980e8ea0: i64,ch = load<(load (s64))> t0, a.c:9:3 too many arguments");

        assertEquals(
                List.of(
                        "in function p i32 (ptr): a call of 'f': too many arguments",
                        "in function p i32 (ptr): a call: too many arguments"),
                collector.all().stream().map(Diagnostic::message).toList());
    }

    @Test
    @DisplayName("is about an asm statement where its place is in one: no source has that line")
    void inlineAssembly() {
        report(LlvmDiagnostic.Severity.ERROR, "<inline asm>:1:2: invalid register/token name\n\tnop\n\t^");

        assertEquals(
                List.of(Diagnostic.error("in an asm statement: invalid register/token name\n\tnop\n\t^")),
                collector.all());
    }

    @Test
    @DisplayName("has no place where LLVM says unknown")
    void noPlace() {
        report(LlvmDiagnostic.Severity.WARNING, "<unknown>:0:0: in function f: hm");
        report(LlvmDiagnostic.Severity.WARNING, "linking two modules");

        assertEquals(
                List.of(Diagnostic.warning("in function f: hm"), Diagnostic.warning("linking two modules")),
                collector.all());
        assertFalse(collector.hasErrors());
    }

    @Test
    @DisplayName("is left out where it is only remarked")
    void remarks() {
        report(LlvmDiagnostic.Severity.REMARK, "a.c:1:1: 7 instructions in function");
        report(LlvmDiagnostic.Severity.NOTE, "note");

        assertEquals(List.of(), collector.all());
    }

    @Test
    @DisplayName("prevents the object if it is an error")
    void errors() {
        report(LlvmDiagnostic.Severity.ERROR, "no");

        assertTrue(collector.hasErrors());
    }

    private void report(LlvmDiagnostic.Severity severity, String text) {
        collector.fromLlvm(new LlvmDiagnostic(severity, text));
    }
}
