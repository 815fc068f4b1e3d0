package io.github.bpfmaven.plugin.incremental;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

import io.github.bpfmaven.linker.Diagnostic;

/**
 * What a link depends on.
 *
 * @param options fingerprint of linker, options, target and the object's name
 * @param program stands for the program's bitcode and sources
 * @param libraries in the order in which they are searched
 */
public record LinkKey(String options, String program, List<Library> libraries) {
    public LinkKey {
        libraries = List.copyOf(libraries);
    }

    /**
     * Library code.
     *
     * @param name as messages have it
     * @param content stands for its bitcode and sources
     * @param symbols stands for what it defines for others, which is all that counts of a library that isn't linked in. The
     *     same as the content where that isn't known
     */
    public record Library(String name, String content, String symbols) {}

    /** All that is known before the link. */
    String before() {
        return Fingerprint.of("pulled", options, program, Input.fingerprint(inputs(List.of())));
    }

    /** What a result depends on for which some libraries were linked in. */
    String after(Collection<String> pulled) {
        return Fingerprint.of("link", options, program, Input.fingerprint(inputs(pulled)));
    }

    /**
     * A link of this key that gave a good object.
     *
     * @param inputs the names of what was linked in
     */
    public LinkRecord linked(
            Collection<String> inputs,
            String object,
            List<Diagnostic> diagnostics,
            List<String> findings,
            LintRecord lint) {
        // A file of several modules is named with each of them: such a one counts whole in any case.
        var pulled =
                libraries.stream().map(Library::name).filter(inputs::contains).toList();
        return new LinkRecord(options, program, inputs(pulled), pulled, object, diagnostics, findings, lint);
    }

    List<Input> inputs(Collection<String> pulled) {
        var names = new HashSet<>(pulled);
        var inputs = new ArrayList<Input>();
        for (var library : libraries) {
            inputs.add(
                    new Input(library.name(), names.contains(library.name()) ? library.content() : library.symbols()));
        }
        return inputs;
    }
}
