package io.github.bpfmaven.problem;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What there is to say of the messages of one build: each thing once, however many messages it explains. */
public final class Explanations {
    /** Somebody with as many different ones of a kind has seen how it goes. */
    private static final int MOST_OF_A_KIND = 5;

    private final Supplier<Map<String, NameLookup>> lookups;
    private final Set<String> said = new HashSet<>();
    private final Map<String, Integer> times = new HashMap<>();
    private Optional<Catalog> catalog = Optional.empty();

    /** @param lookups who knows more of names; not asked for where there is no message, as in most builds */
    public Explanations(Supplier<Map<String, NameLookup>> lookups) {
        this.lookups = lookups;
    }

    /** A message that says all itself, with the problem's identifier behind it; any other as it is. */
    public String named(Speaker speaker, String text) {
        return catalog()
                .explain(Message.of(speaker, text))
                .filter(found -> found.problem().told())
                .map(found -> text + " [" + found.problem().id() + "]")
                .orElse(text);
    }

    /** What is to be printed under a message; nothing if nothing is known, or it has been said, or the message says it. */
    public Optional<String> under(Message message) {
        return catalog().explain(message).filter(this::isNew).map(Explanation::text);
    }

    private boolean isNew(Explanation found) {
        return !found.problem().told()
                && said.add(found.problem().id() + " " + found.cure())
                && times.merge(found.problem().id(), 1, Integer::sum) <= MOST_OF_A_KIND;
    }

    private Catalog catalog() {
        if (catalog.isEmpty()) {
            catalog = Optional.of(Catalog.read(lookups.get()));
        }
        return catalog.get();
    }
}
