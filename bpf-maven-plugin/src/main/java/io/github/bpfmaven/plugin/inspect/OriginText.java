package io.github.bpfmaven.plugin.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.bpfmaven.plugin.lock.Line;
import io.github.bpfmaven.plugin.provenance.BuildOrigin;
import io.github.bpfmaven.plugin.provenance.InputFile;
import io.github.bpfmaven.plugin.provenance.ObjectOrigin;
import io.github.bpfmaven.plugin.provenance.SourceCode;
import io.github.bpfmaven.plugin.provenance.Toolchain;

/** Where an object comes from, for people. */
final class OriginText {
    private OriginText() {}

    static List<String> lines(ObjectOrigin origin) {
        var lines = new ArrayList<String>();
        lines.add("for " + origin.target() + ", opened by " + origin.className());
        origin.build().ifPresent(build -> build(build, lines));
        return lines;
    }

    private static void build(BuildOrigin build, List<String> lines) {
        lines.add("built by bpf-maven-plugin " + build.plugin() + " with LLVM " + toolchain(build.toolchain()));
        lines.add("from " + code(build.source()));
        build.libraries().forEach(library -> lines.add("and library code " + code(library)));
        if (!build.exports().isEmpty()) {
            lines.add("exports " + String.join(", ", build.exports()));
        }
    }

    private static String toolchain(Toolchain toolchain) {
        return toolchain.version()
                + (toolchain.isDirectory() ? " of a directory" : "")
                + toolchain.sha256().map(digest -> ", SHA-256 " + digest).orElse("")
                + toolchain
                        .linker()
                        .map(linker -> ", linked by " + toolchain(linker))
                        .orElse("");
    }

    private static String code(SourceCode code) {
        var headers = code.inputs().stream().skip(1).map(InputFile::name).toList();
        return code.name()
                + (code.flags().isEmpty()
                        ? ""
                        : " (" + code.flags().stream().map(OriginText::flag).collect(Collectors.joining(" ")) + ")")
                + (headers.isEmpty() ? "" : " with " + String.join(", ", headers));
    }

    private static String flag(Line flag) {
        return switch (flag.word()) {
            case "optimization" -> "-O" + flag.value();
            case "cpu" -> "-mcpu=" + flag.value();
            case "define" -> "-D" + flag.value();
            default -> flag.value();
        };
    }
}
