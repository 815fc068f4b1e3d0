package io.github.bpfmaven.linker;

/**
 * This process has linked one such input, and LLVM can't do a second one: bitcode that still calls {@code llvm.preserve.*}, as
 * {@code -Xclang -disable-llvm-passes} leaves it. The same request in a new process will do.
 *
 * @see io.github.bpfmaven.llvm.Llvm#claimMemberAccess()
 */
public final class FreshProcessNeededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FreshProcessNeededException(String input) {
        super(input + " has CO-RE accesses that are not lowered yet, of which LLVM can do one module in a process");
    }
}
