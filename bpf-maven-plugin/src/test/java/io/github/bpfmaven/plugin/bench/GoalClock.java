package io.github.bpfmaven.plugin.bench;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a goal ran, from Maven's own log: from the line that says that it starts to the next one of Maven's, which says how
 * the build ended. So the loading of the plugin counts, and the start of Maven doesn't.
 */
final class GoalClock {
    /** No blank and no quote: it goes through Maven's shell script. */
    private static final String FORMAT = "yyyyMMddHHmmss.SSS";

    private static final Pattern START = Pattern.compile("^(\\S+) \\[INFO] --- \\S+:compile \\(.*");
    private static final Pattern END = Pattern.compile("^(\\S+) \\[INFO] -{20,}$");

    private GoalClock() {}

    /** What makes Maven write the time before each line: for slf4j's logger in Maven 3, and Maven 4's own. */
    static List<String> mavenOptions() {
        return List.of(
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=" + FORMAT,
                "-Dmaven.logger.showDateTime=true",
                "-Dmaven.logger.dateTimeFormat=" + FORMAT);
    }

    /**
     * Seconds that the goal {@code compile} took.
     *
     * @throws IllegalArgumentException if the log doesn't tell
     */
    static double seconds(List<String> log) {
        Optional<LocalDateTime> start = Optional.empty();
        for (var line : log) {
            var time = time(start.isEmpty() ? START : END, line);
            if (start.isPresent() && time.isPresent()) {
                return Duration.between(start.get(), time.get()).toNanos() / 1e9;
            }
            start = start.or(() -> time);
        }
        throw new IllegalArgumentException("Maven's log doesn't tell when the goal ran:\n" + String.join("\n", log));
    }

    private static Optional<LocalDateTime> time(Pattern pattern, String line) {
        var matcher = pattern.matcher(line);
        return matcher.matches()
                ? Optional.of(LocalDateTime.parse(matcher.group(1), DateTimeFormatter.ofPattern(FORMAT)))
                : Optional.empty();
    }
}
