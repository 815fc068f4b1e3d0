package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.List;

/**
 * LLVM's own options. They are global to the process that LLVM runs in and stay set, so each list of them needs a process
 * of its own.
 *
 * <p>Source: LLVM 20, {@code BPFTargetMachine.cpp}, {@code BPFRegisterInfo.cpp}, {@code LoopUnrollPass.cpp}; which ones belong to
 * which flag: bpf-linker 0.10, {@code linker.rs}.
 */
public final class LlvmOptions {
    private LlvmOptions() {}

    /** What LLVM has to be started with for such a link; where two say different things the later one counts. */
    public static List<String> of(LinkOptions options) {
        var list = new ArrayList<String>();
        var code = options.code();
        if (options.symbols().mode() == SymbolOptions.Mode.EXPORTS) {
            // What is called in cold places would not be inlined, and rustc's code depends on that (bpf-linker, PR
            // 124).
            list.add("--cold-callsite-rel-freq=0");
        }
        if (code.unrollLoops()) {
            list.addAll(List.of(
                    "--unroll-runtime",
                    "--unroll-runtime-multi-exit",
                    "--unroll-max-upperbound=4294967295",
                    "--unroll-threshold=4294967295"));
        }
        if (code.expandMemcpyInOrder()) {
            list.add("--bpf-expand-memcpy-in-order");
        }
        code.stackSize().ifPresent(bytes -> list.add("--bpf-stack-size=" + bytes));
        list.addAll(code.llvmArguments());
        return List.copyOf(list);
    }
}
