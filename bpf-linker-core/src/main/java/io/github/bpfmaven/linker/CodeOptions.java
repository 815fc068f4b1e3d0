package io.github.bpfmaven.linker;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What code is made.
 *
 * @param cpu {@code v1} to {@code v4}, {@code generic} or {@code probe}; empty for what the first input was compiled for
 * @param features such as {@code +alu32,-dwarfris}; empty for those that the first input was compiled for
 * @param compiledAt the level that the inputs were compiled at: code generation takes it up
 * @param optimization the level to optimise the linked program at once more; empty for as little as serves, which for an
 *     object of one source is nothing
 * @param unrollLoops whether every loop is unrolled whose end is known, for kernels before 5.3, which refuse loops
 * @param ignoreInlineNever whether {@code noinline} counts for nothing, for kernels before 4.16, which have no calls
 * @param expandMemcpyInOrder whether copies are expanded to loads and stores in order of addresses, not loads first
 * @param stackSize the bytes of stack that a function may use before LLVM calls it an error; empty for LLVM's 512
 * @param llvmArguments LLVM's own options, such as {@code --bpf-stack-size=1024}
 */
public record CodeOptions(
        Optional<String> cpu,
        Optional<String> features,
        OptimizationLevel compiledAt,
        Optional<OptimizationLevel> optimization,
        boolean unrollLoops,
        boolean ignoreInlineNever,
        boolean expandMemcpyInOrder,
        OptionalInt stackSize,
        List<String> llvmArguments) {
    /** As the inputs were compiled. */
    public static final CodeOptions DEFAULT = new Builder().build();

    public CodeOptions {
        llvmArguments = List.copyOf(llvmArguments);
    }

    /** Starts with what {@link #DEFAULT} has. */
    public static Builder builder() {
        return new Builder();
    }

    /** Puts options together one by one. */
    public static final class Builder {
        private Optional<String> cpu = Optional.empty();
        private Optional<String> features = Optional.empty();
        private OptimizationLevel compiledAt = OptimizationLevel.O2;
        private Optional<OptimizationLevel> optimization = Optional.empty();
        private boolean unrollLoops;
        private boolean ignoreInlineNever;
        private boolean expandMemcpyInOrder;
        private OptionalInt stackSize = OptionalInt.empty();
        private List<String> llvmArguments = List.of();

        private Builder() {}

        public Builder cpu(String name) {
            cpu = Optional.of(name);
            return this;
        }

        public Builder features(String list) {
            features = Optional.of(list);
            return this;
        }

        public Builder compiledAt(OptimizationLevel level) {
            compiledAt = level;
            return this;
        }

        public Builder optimization(OptimizationLevel level) {
            optimization = Optional.of(level);
            return this;
        }

        public Builder unrollLoops(boolean unroll) {
            unrollLoops = unroll;
            return this;
        }

        public Builder ignoreInlineNever(boolean ignore) {
            ignoreInlineNever = ignore;
            return this;
        }

        public Builder expandMemcpyInOrder(boolean inOrder) {
            expandMemcpyInOrder = inOrder;
            return this;
        }

        public Builder stackSize(int bytes) {
            stackSize = OptionalInt.of(bytes);
            return this;
        }

        public Builder llvmArguments(List<String> arguments) {
            llvmArguments = arguments;
            return this;
        }

        public CodeOptions build() {
            return new CodeOptions(
                    cpu,
                    features,
                    compiledAt,
                    optimization,
                    unrollLoops,
                    ignoreInlineNever,
                    expandMemcpyInOrder,
                    stackSize,
                    llvmArguments);
        }
    }
}
