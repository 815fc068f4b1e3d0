package io.github.bpfmaven.llvm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The options that an LLVM has, by what it says of them itself. LLVM's C API takes a wrong name or value without a word
 * ({@code LLVMParseCommandLineOptions} throws its errors away), so they are looked at before.
 */
public final class LlvmOptionTable {
    private static final Pattern OPTION = Pattern.compile("  --?([A-Za-z0-9][\\w.-]*)(?:=<([^>]+)>| <([^>]+)>)?( .*)?");
    private static final Pattern CHOICE = Pattern.compile("    =(\\S*).*");
    /** These print and end the process, or print where nothing may be printed. */
    private static final Set<String> REFUSED = Set.of(
            "help",
            "help-hidden",
            "help-list",
            "help-list-hidden",
            "h",
            "version",
            "print-options",
            "print-all-options");

    private static final int MOST_SUGGESTIONS = 3;

    private final Map<String, Option> options = new TreeMap<>();

    private LlvmOptionTable() {}

    /**
     * @param value what it takes, as LLVM calls it ({@code int}, {@code uint}, {@code string} …); empty for a flag
     * @param choices the values that it takes; empty if there is no such list
     */
    private record Option(Optional<String> value, List<String> choices) {}

    /** @param help what LLVM prints for {@code --help-hidden} */
    public static LlvmOptionTable parse(String help) {
        var table = new LlvmOptionTable();
        var current = Optional.<Option>empty();
        for (var line : help.lines().toList()) {
            var choice = CHOICE.matcher(line);
            var option = OPTION.matcher(line);
            if (choice.matches() && current.isPresent()) {
                current.get().choices.add(choice.group(1));
            } else if (option.matches()) {
                var value = Optional.ofNullable(option.group(2)).or(() -> Optional.ofNullable(option.group(3)));
                current = Optional.of(new Option(value, new ArrayList<>()));
                table.options.putIfAbsent(option.group(1), current.get());
            }
        }
        return table;
    }

    /** How many options there are. */
    public int size() {
        return options.size();
    }

    /**
     * What is wrong with arguments, a sentence each.
     *
     * @param arguments as on a command line, each with its value: {@code --name} or {@code --name=value}, with one or two
     *     dashes
     * @return empty if LLVM will understand all of them
     */
    public List<String> problems(List<String> arguments) {
        return arguments.stream()
                .flatMap(argument -> problem(argument).stream())
                .toList();
    }

    private Optional<String> problem(String argument) {
        if (!argument.startsWith("-")) {
            return Optional.of(
                    "'" + argument + "' is no option of LLVM's; one starts with --, and a value follows after =, as"
                            + " in --bpf-stack-size=1024");
        }
        var equals = argument.indexOf('=');
        var name = (equals < 0 ? argument : argument.substring(0, equals)).replaceFirst("^--?", "");
        var value = equals < 0 ? Optional.<String>empty() : Optional.of(argument.substring(equals + 1));
        if (REFUSED.contains(name)) {
            return Optional.of("LLVM's option --" + name + " only prints, and ends the link; run llc " + argument
                    + " to see what it prints");
        }
        var option = Optional.ofNullable(options.get(name));
        return option.isEmpty()
                ? Optional.of("LLVM has no option --" + name + suggestions(name))
                : valueProblem(option.get(), value).map(what -> "LLVM's option --" + name + " " + what);
    }

    private static Optional<String> valueProblem(Option option, Optional<String> value) {
        if (option.value.isEmpty() && option.choices.isEmpty()) {
            return value.filter(given -> !Set.of("true", "TRUE", "True", "1", "false", "FALSE", "False", "0")
                            .contains(given))
                    .map(given -> "is a flag, which takes true or false, not '" + given + "'");
        }
        if (!option.choices.isEmpty()) {
            return value.filter(option.choices::contains).isPresent() || value.isEmpty() && option.choices.contains("")
                    ? Optional.empty()
                    : Optional.of("takes one of " + String.join(", ", option.choices) + ", not "
                            + value.map(given -> "'" + given + "'").orElse("nothing"));
        }
        if (value.isEmpty()) {
            return Optional.of("needs a value: =<" + option.value.get() + ">");
        }
        return switch (option.value.get()) {
            case "int", "long" -> number(value.get(), "-?", "a whole number");
            case "uint", "ulong" -> number(value.get(), "", "a whole number from 0 on");
            case "number" ->
                value.get().matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
                        ? Optional.empty()
                        : Optional.of("takes a number, not '" + value.get() + "'");
            default -> Optional.empty();
        };
    }

    private static Optional<String> number(String value, String sign, String what) {
        return value.matches(sign + "(0[xX][0-9a-fA-F]{1,16}|\\d{1,19})")
                ? Optional.empty()
                : Optional.of("takes " + what + ", not '" + value + "'");
    }

    private String suggestions(String name) {
        var distances = new HashMap<String, Integer>();
        for (var known : options.keySet()) {
            var distance = distance(name, known);
            if (distance <= Math.max(2, name.length() / 4) || known.endsWith("-" + name)) {
                distances.put(known, distance);
            }
        }
        var nearest = distances.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .limit(MOST_SUGGESTIONS)
                .map(entry -> "--" + entry.getKey())
                .toList();
        return nearest.isEmpty()
                ? "; llc --help-hidden names all of them"
                : "; did you mean " + String.join(" or ", nearest) + "?";
    }

    /** How many letters have to be put in, taken out or changed (Levenshtein). */
    private static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var current = new int[other.length() + 1];
            current[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var change = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
