package io.github.bpfmaven.linker;

import java.util.List;
import java.util.Optional;

/**
 * One object to be made.
 *
 * @param name the object's name in messages, and its FILE symbol: the program source, relative to the project
 * @param programs what goes in whole; the first one gives CPU and features
 * @param libraries what is pulled in, module by module, where it defines a symbol that is still undefined; in the order
 *     in which they are searched
 * @param target byte order of the object; every input must have it
 * @param cpu {@code v1} to {@code v4}; empty for what the first program was compiled for
 * @param optimization clang's optimisation level that the inputs were compiled with: {@code 0} to {@code 3}, {@code s}
 *     or {@code z}
 * @param sources where the sources are, whose lines BTF quotes; the longest prefix that fits counts
 */
public record LinkRequest(
        String name,
        List<LinkInput> programs,
        List<LinkInput> libraries,
        BpfTarget target,
        Optional<String> cpu,
        String optimization,
        List<SourceRoot> sources) {
    public LinkRequest {
        programs = List.copyOf(programs);
        libraries = List.copyOf(libraries);
        sources = List.copyOf(sources);
        if (programs.isEmpty()) {
            throw new IllegalArgumentException("nothing to link into " + name);
        }
    }
}
