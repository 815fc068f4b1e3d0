package io.github.bpfmaven.linker;

import java.util.List;
import java.util.Optional;

/**
 * One object to be made.
 *
 * @param name the object's name in messages, and its FILE symbol: the program source, relative to the project
 * @param inputs what goes in, in this order: modules whole; of archives the members that define a symbol which is still
 *     undefined, unless {@link SymbolOptions#wholeArchive()}. The first module gives CPU and features
 * @param libraries what is searched after that, archives and single modules alike: a module comes in when it defines a
 *     symbol that is still undefined
 * @param target byte order of the object, which every input must have; empty for the first input's
 * @param options how
 * @param sources where the sources are, whose lines BTF quotes; the longest prefix that fits counts
 */
public record LinkRequest(
        String name,
        List<LinkInput> inputs,
        List<LinkInput> libraries,
        Optional<BpfTarget> target,
        LinkOptions options,
        List<SourceRoot> sources) {
    public LinkRequest {
        inputs = List.copyOf(inputs);
        libraries = List.copyOf(libraries);
        sources = List.copyOf(sources);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("nothing to link into " + name);
        }
    }

    /** One object of these inputs, with default options. */
    public static LinkRequest of(String name, BpfTarget target, LinkInput... inputs) {
        return new LinkRequest(name, List.of(inputs), List.of(), Optional.of(target), LinkOptions.DEFAULT, List.of());
    }

    /** The same with other options. */
    public LinkRequest withOptions(LinkOptions other) {
        return new LinkRequest(name, inputs, libraries, target, other, sources);
    }
}
