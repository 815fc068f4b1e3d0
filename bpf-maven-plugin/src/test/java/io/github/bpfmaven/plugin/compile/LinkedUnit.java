package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.worker.LinkWorker;

/** What comes of a unit's bitcode alone, as a build links it: what is compared where bitcode may differ and objects may not. */
final class LinkedUnit {
    private LinkedUnit() {}

    static LinkResult link(LinkWorker worker, Clang clang, CompileUnit unit) {
        var name = "bpf/" + unit.source();
        return worker.link(new LinkRequest(
                        name,
                        List.of(new LinkInput.InFile(name, unit.bitcode())),
                        List.of(),
                        Optional.of(unit.target().byteOrder()),
                        LinkOptions.DEFAULT,
                        clang.sourceRoots()))
                .join();
    }
}
