package io.github.bpfmaven.object;

/**
 * Something that is wrong with an object, or may be.
 *
 * @param rule what was looked for
 * @param message a sentence for the user: what is wrong, with which program or map, and what to do
 */
public record Finding(Rule rule, String message) {
    /** How bad it is. */
    public enum Severity {
        /** Loaders refuse the object. */
        ERROR,
        /** The object may serve, but probably not as it was meant. */
        WARNING
    }

    /** What {@link ObjectChecks} looks for. */
    public enum Rule {
        /** Not a relocatable object for BPF. */
        NOT_BPF(Severity.ERROR),
        /** Numbers in the other byte order. */
        BYTE_ORDER(Severity.ERROR),
        /** Neither a program nor a map. */
        EMPTY(Severity.ERROR),
        /** A program declared {@code static}. */
        STATIC_PROGRAM(Severity.ERROR),
        /** A map that is static, or not defined here. */
        MAP_LINKAGE(Severity.ERROR),
        /** A map whose definition contradicts itself, or says what libbpf does not understand. */
        MAP_DEFINITION(Severity.ERROR),
        /** BTF-defined maps, but no BTF. */
        MAPS_WITHOUT_BTF(Severity.ERROR),
        /** A map in the form that libbpf no longer reads. */
        LEGACY_MAP(Severity.WARNING),
        /** A program in a section that libbpf has no program type for. */
        UNKNOWN_SECTION(Severity.WARNING),
        /** Programs, but no license. */
        NO_LICENSE(Severity.WARNING);

        private final Severity severity;

        Rule(Severity severity) {
            this.severity = severity;
        }

        /** How bad it is if found. */
        public Severity severity() {
            return severity;
        }
    }

    /** How bad it is. */
    public Severity severity() {
        return rule.severity();
    }

    @Override
    public String toString() {
        return severity() + ": " + message;
    }
}
