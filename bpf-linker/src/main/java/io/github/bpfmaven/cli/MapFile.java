package io.github.bpfmaven.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import io.github.bpfmaven.linker.LinkedSymbol;

/** Which input gave which symbol, and how large it is: a table for people. */
final class MapFile {
    private MapFile() {}

    static String text(String output, List<LinkedSymbol> symbols) {
        var text = new StringBuilder("# " + output + "\n\n");
        text.append("%-24s %10s %8s  %-7s %s%n".formatted("section", "offset", "size", "", "symbol (input)"));
        symbols.stream()
                .filter(symbol -> symbol.place().isPresent())
                .sorted(Comparator.comparing((LinkedSymbol symbol) ->
                                symbol.place().orElseThrow().section())
                        .thenComparing(symbol -> symbol.place().orElseThrow().offset())
                        .thenComparing(LinkedSymbol::name))
                .forEach(symbol -> {
                    var place = symbol.place().orElseThrow();
                    text.append("%-24s 0x%08x %8d  %-7s %s (%s)%n"
                            .formatted(
                                    place.section(),
                                    place.offset(),
                                    place.size(),
                                    place.visible() ? "global" : "static",
                                    symbol.name(),
                                    symbol.input()));
                });
        text.append(gone(symbols));
        text.append(totals(symbols));
        return text.toString().replace("\r\n", "\n");
    }

    private static String gone(List<LinkedSymbol> symbols) {
        var gone = symbols.stream()
                .filter(symbol -> symbol.place().isEmpty())
                .map(symbol -> symbol.name() + " (" + symbol.input() + ")\n")
                .toList();
        return gone.isEmpty() ? "" : "\ninlined, dropped or replaced by another input's:\n" + String.join("", gone);
    }

    private static String totals(List<LinkedSymbol> symbols) {
        var sizes = new TreeMap<String, List<LinkedSymbol.Place>>();
        for (var symbol : symbols) {
            var places = sizes.computeIfAbsent(symbol.input(), input -> new ArrayList<>());
            symbol.place().ifPresent(places::add);
        }
        var text = new StringBuilder("\nbytes by input:\n");
        sizes.forEach((input, places) -> text.append("%10d in %d symbols: %s%n"
                .formatted(places.stream().mapToLong(LinkedSymbol.Place::size).sum(), places.size(), input)));
        return text.toString();
    }
}
