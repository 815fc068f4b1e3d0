package io.github.bpfmaven.toolchain;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.llvm.LLVM.LLVMTargetRef;
import org.bytedeco.llvm.global.LLVM;

/** What a worker does first, in its own JVM: load LLVM over JavaCPP, and look for the BPF back end. */
final class LoadLlvm {
    private LoadLlvm() {}

    /** Prints which LLVM it is. */
    public static void main(String[] arguments) {
        int[] major = {0};
        int[] minor = {0};
        int[] patch = {0};
        LLVM.LLVMGetVersion(major, minor, patch);
        LLVM.LLVMInitializeAllTargetInfos();
        LLVM.LLVMInitializeAllTargets();
        LLVMTargetRef target = LLVM.LLVMGetTargetFromName(new BytePointer("bpfel"));
        System.out.println("LLVM " + major[0] + "." + minor[0] + "." + patch[0] + " with "
                + (target == null ? "no" : "1") + " BPF target");
    }
}
