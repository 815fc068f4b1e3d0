package io.github.bpfmaven.plugin.inspect;

import java.util.Locale;

import io.github.bpfmaven.inspect.Reference;
import io.github.bpfmaven.object.MapDefinition;
import io.github.bpfmaven.object.ProgramKind;

/** What all reports for people say in the same words. */
public final class Wording {
    private Wording() {}

    /**
     * A line without characters that a terminal obeys, {@code \x1b} in place of Escape: names in objects may hold anything. Tabs
     * stay.
     */
    static String printable(String line) {
        var printable = new StringBuilder(line.length());
        line.chars().forEach(one -> {
            if (one == '\t' || !Character.isISOControl(one)) {
                printable.append((char) one);
            } else {
                printable.append(String.format(Locale.ROOT, "\\x%02x", one));
            }
        });
        return printable.toString();
    }

    /** {@code kprobe, at do_unlinkat}. */
    public static String kind(ProgramKind kind) {
        return kind.type()
                + kind.attachType().map(type -> ", " + type).orElse("")
                + kind.attachTarget().map(target -> ", at " + target).orElse("")
                + (kind.sleepable() ? ", sleepable" : "")
                + (kind.autoload() ? "" : ", loaded on demand");
    }

    /** {@code bpf_loop (5.17)}, with the first Linux that has it. */
    public static String helper(Reference.HelperCall call) {
        return call.helper()
                .map(helper -> helper.name() + " (" + helper.since() + ")")
                .orElse("number " + call.number());
    }

    /** {@code 1,024 bytes}. */
    public static String bytes(long size) {
        return count(size, "byte", "bytes");
    }

    /** {@code 1 entry}, {@code 2 entries}. */
    public static String count(long number, String one, String more) {
        return number(number) + " " + (number == 1 ? one : more);
    }

    /** {@code 1,024}, wherever this runs. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The kernel's name, or the number of one that Linux 6.18 does not know. */
    public static String mapType(MapDefinition definition) {
        return definition
                .mapType()
                .map(Object::toString)
                .orElseGet(() -> definition.type().isPresent()
                        ? Integer.toUnsignedString(definition.type().getAsInt())
                        : "no type");
    }
}
