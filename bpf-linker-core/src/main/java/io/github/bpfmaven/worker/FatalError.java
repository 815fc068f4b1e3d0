package io.github.bpfmaven.worker;

import java.util.Optional;
import java.util.regex.Pattern;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceLocation;

/** LLVM's last words, made readable: instruction selection prints a whole graph of nodes with addresses. */
final class FatalError {
    private static final Pattern PLACE = Pattern.compile(", ([^,\\n]+):(\\d+):(\\d+)$", Pattern.MULTILINE);
    private static final Pattern FUNCTION = Pattern.compile("^In function: (.+)$", Pattern.MULTILINE);
    private static final Pattern NODE_ADDRESS = Pattern.compile(",? 0x[0-9a-f]{5,}:?");

    private FatalError() {}

    static Diagnostic describe(String reason) {
        var function = FUNCTION.matcher(reason);
        var place = PLACE.matcher(reason);
        var firstLine = reason.lines().findFirst().orElse("no reason given");
        var message = "LLVM gave up"
                + (function.find() ? " in function '" + function.group(1) + "'" : "")
                + ": " + NODE_ADDRESS.matcher(firstLine).replaceAll("").strip();
        var location = place.find()
                ? Optional.of(new SourceLocation(
                        place.group(1), Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3))))
                : Optional.<SourceLocation>empty();
        return new Diagnostic(Diagnostic.Severity.ERROR, message, location);
    }
}
