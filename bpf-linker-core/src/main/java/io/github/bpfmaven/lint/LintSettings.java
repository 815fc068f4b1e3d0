package io.github.bpfmaven.lint;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a user makes of each rule. */
public final class LintSettings {
    /** What is so unless the user says otherwise. */
    public static final LintSettings DEFAULT = new LintSettings(Map.of(), Map.of());

    private static final String ALL = "all";

    private final Map<LintRule, LintLevel> levels;
    private final Map<LintRule, Integer> limits;

    private LintSettings(Map<LintRule, LintLevel> levels, Map<LintRule, Integer> limits) {
        this.levels = Collections.unmodifiableMap(new TreeMap<>(levels));
        this.limits = Collections.unmodifiableMap(new TreeMap<>(limits));
    }

    /**
     * These settings, changed by what a user writes; later entries come on top of earlier ones.
     *
     * @param entries {@code printk} turns a rule on and {@code -printk} off, {@code printk=error} says what comes of it,
     *     {@code stack=256} is another limit; {@code all} stands for every rule that is on, behind a minus for every rule
     * @throws IllegalArgumentException if an entry is none of these: what is wrong with it and what there is
     */
    public LintSettings with(List<String> entries) {
        Map<LintRule, LintLevel> newLevels = new TreeMap<>(levels);
        Map<LintRule, Integer> newLimits = new TreeMap<>(limits);
        for (String entry : entries) {
            String text = entry.strip();
            boolean isOff = text.startsWith("-");
            int equals = text.indexOf('=');
            String name = text.substring(isOff ? 1 : 0, equals < 0 ? text.length() : equals);
            String value = equals < 0 ? isOff ? "off" : "warn" : text.substring(equals + 1);
            if (isOff && equals >= 0) {
                throw new IllegalArgumentException(
                        "'" + entry + "' says twice what to do: write -" + name + " or " + name + "=" + value);
            }
            if (name.equals(ALL)) {
                LintLevel level = level(entry, value, false);
                for (LintRule rule : LintRule.values()) {
                    if (level == LintLevel.OFF || newLevels.getOrDefault(rule, rule.level()) != LintLevel.OFF) {
                        newLevels.put(rule, level);
                    }
                }
                continue;
            }
            LintRule rule = LintRule.of(name)
                    .orElseThrow(() -> new IllegalArgumentException("'" + entry
                            + "' names no lint; there are " + ALL + ", "
                            + Arrays.stream(LintRule.values())
                                    .map(LintRule::toString)
                                    .collect(Collectors.joining(", "))
                            + "; a minus switches one off, -" + ALL + " all of them"));
            if (rule.hasLimit() && value.matches("\\d{1,9}")) {
                newLimits.put(rule, Integer.parseInt(value));
            } else {
                newLevels.put(rule, level(entry, value, rule.hasLimit()));
            }
        }
        return new LintSettings(newLevels, newLimits);
    }

    private static LintLevel level(String entry, String value, boolean hasLimit) {
        return Arrays.stream(LintLevel.values())
                .filter(level -> level.toString().equals(value))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + entry + "' asks for what there is not: after = comes "
                                + Arrays.stream(LintLevel.values())
                                        .map(LintLevel::toString)
                                        .collect(Collectors.joining(", "))
                                + (hasLimit ? " or a number" : "")));
    }

    /** What comes of a warning. */
    public LintLevel level(LintRule rule) {
        return levels.getOrDefault(rule, rule.level());
    }

    /** The most that is right; nothing if there is no limit. */
    public OptionalInt limit(LintRule rule) {
        Integer limit = limits.get(rule);
        return limit == null ? rule.limit() : OptionalInt.of(limit);
    }

    /** Stands for all that warnings depend on; levels decide only what comes of them. */
    public String limits() {
        return limits.toString();
    }

    /** The limits alone, as {@link #with} takes them. */
    public List<String> limitEntries() {
        return limits.entrySet().stream().map(Object::toString).toList();
    }

    /** Stands for all of it. */
    @Override
    public String toString() {
        return levels + " " + limits;
    }
}
