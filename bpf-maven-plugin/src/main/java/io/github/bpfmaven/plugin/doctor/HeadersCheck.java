package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.compile.BuiltinHeaders;
import io.github.bpfmaven.plugin.compile.PackedKernel;

/** The headers that come with the plugin. */
final class HeadersCheck implements Check {
    @Override
    public String name() {
        return "headers";
    }

    @Override
    public List<Finding> examine() throws Exception {
        try (var directory = ScratchDirectory.create();
                var files = Files.walk(unpacked(directory))) {
            var count = files.filter(Files::isRegularFile).count();
            var kernels = Stream.of(PackedKernel.values())
                    .map(kernel -> kernel.architecture() + " (Linux "
                            + kernel.version().split(" ", 2)[0] + ")")
                    .collect(Collectors.joining(", "));
            return List.of(Finding.ok(
                    count + " come with the plugin, among them bpf/bpf_helpers.h; vmlinux.h is for " + kernels));
        }
    }

    private static Path unpacked(ScratchDirectory directory) throws IOException {
        new BuiltinHeaders().unpackTo(directory.path());
        return directory.path();
    }
}
