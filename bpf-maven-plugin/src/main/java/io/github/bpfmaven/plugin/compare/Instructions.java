package io.github.bpfmaven.plugin.compare;

import java.util.regex.Pattern;

/** Lines of a disassembly. */
final class Instructions {
    private static final Pattern SLOT = Pattern.compile("^\\s*\\d+: ");
    private static final Pattern OFFSET = Pattern.compile("[+-](0x)?[0-9a-f]+ <");

    private Instructions() {}

    /** A line without what an instruction in front of it changes: its number, and how far a jump goes. */
    static String withoutPlace(String line) {
        return OFFSET.matcher(SLOT.matcher(line).replaceFirst("")).replaceAll("<");
    }
}
