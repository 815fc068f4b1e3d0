package io.github.bpfmaven.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a message looks like that a problem shows in.
 *
 * @param speaker whose message
 * @param text is found in the message's text; its named groups are what can be said of this case
 * @param with each is found in one of the lines around the message or in its text
 * @param without none of them is
 * @param lookups what else must be known of this case
 */
record Recognizer(Speaker speaker, Pattern text, List<Pattern> with, List<Pattern> without, List<Lookup> lookups) {
    Recognizer {
        with = List.copyOf(with);
        without = List.copyOf(without);
        lookups = List.copyOf(lookups);
    }

    /**
     * A look into what is known of names.
     *
     * @param name what the answer is called, and who is asked
     * @param of the named group whose content is asked about
     */
    record Lookup(String name, String of) {}

    /**
     * What can be said of a message's case, by name.
     *
     * @param names the named groups that are of interest
     * @param known who is asked for {@link Lookup#name}
     * @return nothing if it is another problem's message
     */
    Optional<Map<String, String>> recognize(Message message, Set<String> names, Map<String, NameLookup> known) {
        if (message.speaker() != speaker) {
            return Optional.empty();
        }
        var found = text.matcher(message.text());
        if (!found.find()
                || !with.stream().allMatch(one -> isIn(message, one))
                || without.stream().anyMatch(one -> isIn(message, one))) {
            return Optional.empty();
        }
        var details = new HashMap<String, String>();
        for (var lookup : lookups) {
            var answer = Optional.ofNullable(known.get(lookup.name)).flatMap(some -> some.find(found.group(lookup.of)));
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            details.put(lookup.name, answer.get());
        }
        for (var name : names) {
            if (!details.containsKey(name)) {
                details.put(name, found.group(name));
            }
        }
        return Optional.of(details);
    }

    private static boolean isIn(Message message, Pattern pattern) {
        return pattern.matcher(message.text()).find()
                || message.around().stream()
                        .anyMatch(line -> pattern.matcher(line).find());
    }
}
