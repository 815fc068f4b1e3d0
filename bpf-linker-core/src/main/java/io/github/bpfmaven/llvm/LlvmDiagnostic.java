package io.github.bpfmaven.llvm;

/**
 * What LLVM reported through a context's diagnostic handler.
 *
 * @param severity LLVM's severity ({@code LLVMDiagnosticSeverity} in {@code llvm-c/Core.h})
 * @param text LLVM's text, unchanged; for code with debug info it begins with {@code file:line:column: }
 */
public record LlvmDiagnostic(Severity severity, String text) {
    /** In the order of {@code LLVMDiagnosticSeverity}: error is 0. */
    public enum Severity {
        ERROR,
        WARNING,
        REMARK,
        NOTE
    }
}
