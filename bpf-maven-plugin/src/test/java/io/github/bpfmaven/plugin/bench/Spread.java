package io.github.bpfmaven.plugin.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What several runs came to.
 *
 * @param median the mean of the two in the middle, if the number of runs is even
 */
record Spread(double minimum, double median, double maximum) {
    /** Below this two digits would hide what is different. */
    private static final double SMALL = 0.1;

    /** @throws IllegalArgumentException if there is no value */
    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no runs");
        }
        var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /**
     * Each run by the one beside it: what else the machine did at that time counts for both.
     *
     * @throws IllegalArgumentException if there are not as many of the one as of the other
     */
    static Spread ofRatios(List<Double> values, List<Double> by) {
        if (values.size() != by.size()) {
            throw new IllegalArgumentException(values.size() + " runs against " + by.size());
        }
        var ratios = new Double[values.size()];
        Arrays.setAll(ratios, i -> values.get(i) / by.get(i));
        return of(List.of(ratios));
    }

    @Override
    public String toString() {
        var each = maximum < SMALL ? "%.3f" : "%.2f";
        return String.format(Locale.ROOT, each + " / " + each + " / " + each, minimum, median, maximum);
    }
}
