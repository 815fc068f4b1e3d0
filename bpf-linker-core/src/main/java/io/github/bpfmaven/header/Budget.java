package io.github.bpfmaven.header;

/**
 * What the types of one header may cost. What real BTF holds needs a small part of it; in damaged BTF, structs without a
 * name can hold each other so that their text is exponentially long, and prototypes can be their own parameters.
 */
final class Budget {
    /** Types without a name in one another. clang itself stops at 256 brackets ({@code -fbracket-depth}). */
    private static final int DEEPEST = 100;

    private final String what;
    private long steps;
    private int depth;

    /**
     * @param what is being done
     * @param steps that it may take
     */
    Budget(String what, long steps) {
        this.what = what;
        this.steps = steps;
    }

    void enter(int id) throws HeaderException {
        if (++depth > DEEPEST) {
            throw new HeaderException("Type " + id + " of the BTF is in " + DEEPEST
                    + " others that have no name, deeper than C compilers go: the BTF is damaged");
        }
        step(id);
    }

    void leave() {
        depth--;
    }

    void step(int id) throws HeaderException {
        if (--steps < 0) {
            throw new HeaderException("The BTF is damaged: types without a name are in one another so often that "
                    + what + " would not end (at type " + id + ")");
        }
    }
}
