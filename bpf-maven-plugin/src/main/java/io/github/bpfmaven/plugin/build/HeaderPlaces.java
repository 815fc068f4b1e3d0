package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.plugin.compile.DefaultVmlinux;
import io.github.bpfmaven.plugin.compile.SearchPath;

/** Where a build's headers are: the user's directories, the sources', and what the plugin brings along. */
final class HeaderPlaces {
    private final BuildRequest request;
    private final PackedHeaders packed;

    HeaderPlaces(BuildRequest request, PackedHeaders packed) {
        this.request = request;
        this.packed = packed;
    }

    SearchPath searchPath() {
        var user = new ArrayList<>(request.includeDirectories());
        // So that a program in a package finds the vmlinux.h at the top.
        user.add(request.layout().paths().sourceDirectory());
        return new SearchPath(user, request.builtinHeaders() ? List.of(packed.directory()) : List.of());
    }

    /** Writes those of the plugin, if they are wanted. */
    void write() throws IOException {
        if (request.builtinHeaders()) {
            packed.write(new DefaultVmlinux(searchPath().user()), request.targets());
        }
    }
}
