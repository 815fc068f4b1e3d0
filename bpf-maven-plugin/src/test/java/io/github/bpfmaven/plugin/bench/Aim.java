package io.github.bpfmaven.plugin.bench;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a median should be at most.
 *
 * @param most empty where there is no aim
 */
record Aim(OptionalDouble most) {
    static final Aim NONE = new Aim(OptionalDouble.empty());

    static Aim atMost(double most) {
        return new Aim(OptionalDouble.of(most));
    }

    /** The aim, and whether a median meets it; nothing where there is none. */
    String judge(Spread measured) {
        if (most.isEmpty()) {
            return "";
        }
        var text = new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return text.format(most.getAsDouble()) + (measured.median() <= most.getAsDouble() ? ": met" : ": missed");
    }
}
