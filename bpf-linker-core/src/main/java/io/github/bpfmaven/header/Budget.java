package io.github.bpfmaven.header;

import java.util.concurrent.atomic.AtomicLong;

import io.github.bpfmaven.btf.Btf;

/**
 * What the types of one header may cost. What real BTF holds needs a small part of it; in damaged BTF, structs without a
 * name can hold each other so that their text is exponentially long, and prototypes can be their own parameters.
 */
final class Budget {
    /** Types without a name in one another. clang itself stops at 256 brackets ({@code -fbracket-depth}). */
    private static final int DEEPEST = 100;
    /** Steps taken at once from those that several threads share: each takes as many as alone, so all take the same. */
    private static final int PORTION = 4096;

    private final String what;
    private final AtomicLong shared;
    private int steps;
    private int depth;

    private Budget(String what, AtomicLong shared) {
        this.what = what;
        this.shared = shared;
    }

    /** @param what is being done */
    static Budget of(Btf btf, String what) {
        return new Budget(what, new AtomicLong(64L * btf.types().size() + 1_000_000));
    }

    /** One for another thread, or another part of the work, that takes its steps from the same. */
    Budget share() {
        return new Budget(what, shared);
    }

    void enter(int id) throws HeaderException {
        if (++depth > DEEPEST) {
            throw new HeaderException("Type " + id + " of the BTF is in " + DEEPEST
                    + " others that have no name, deeper than C compilers go: the BTF is damaged");
        }
        step();
    }

    void leave() {
        depth--;
    }

    void step() throws HeaderException {
        if (--steps < 0) {
            if (shared.addAndGet(-PORTION) < 0) {
                throw new HeaderException("The BTF is damaged: types without a name are in one another so often that "
                        + what + " would not end");
            }
            steps = PORTION - 1;
        }
    }
}
