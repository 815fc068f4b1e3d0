package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.header.BtfSource;
import io.github.bpfmaven.header.HeaderException;
import io.github.bpfmaven.header.HeaderOptions;
import io.github.bpfmaven.header.VmlinuxHeader;
import io.github.bpfmaven.plugin.file.WholeFile;

/** Writes {@code vmlinux.h}: whole or not at all, and with its old time stamp if nothing has changed. */
public final class HeaderBuild {
    private static final Logger LOG = LoggerFactory.getLogger(HeaderBuild.class);
    private static final int NAMES_IN_A_LINE = 8;

    @Inject
    HeaderBuild() {}

    /**
     * @throws BuildFailedException if a file is no BTF, or does not have what is asked for
     * @throws IOException if something can't be read or written
     */
    public void run(HeaderRequest request) throws BuildFailedException, IOException {
        var types = types(request.source());
        var header = header(request, types);
        var kernel = types.source.kernel();
        var content = header.getBytes(StandardCharsets.UTF_8);
        var what = request.output() + ": "
                + (content.length + 1023) / 1024 + " KiB of C"
                + kernel.map(release -> " from Linux " + release).orElse("");
        if (WholeFile.has(request.output(), content)) {
            LOG.info("Nothing has changed in {}", what);
        } else {
            WholeFile.write(request.output(), content);
            LOG.info("Wrote {}", what);
        }
    }

    /**
     * @param source the types, and which kernel's they are
     * @param base what these go on from, if they are split BTF
     */
    private record Types(BtfSource source, Optional<BtfSource> base) {}

    private static Types types(HeaderSource source) throws BuildFailedException, IOException {
        if (source instanceof HeaderSource.Packed packed) {
            return new Types(packed.kernel().source(), Optional.empty());
        }
        var file = (HeaderSource.KernelFile) source;
        Optional<BtfSource> base = Optional.empty();
        if (file.baseFile().isPresent()) {
            base = Optional.of(read(file.baseFile().get(), Optional.empty()));
        }
        var read = read(file.btf(), base.map(BtfSource::btf));
        var kernel = file.isOfRunningKernel() ? file.runningKernel() : read.kernel();
        return new Types(new BtfSource(read.btf(), read.sha256(), kernel), base);
    }

    private static BtfSource read(Path file, Optional<Btf> base) throws BuildFailedException, IOException {
        try {
            return BtfSource.read(Files.readAllBytes(file), base);
        } catch (HeaderException wrong) {
            throw new BuildFailedException(file + " is " + wrong.getMessage()
                    + (base.isEmpty() && wrong.getMessage().contains("for split BTF")
                            ? ". Set <base> to the BTF of its kernel"
                            : ""));
        }
    }

    private static String header(HeaderRequest request, Types types) throws BuildFailedException {
        try {
            return VmlinuxHeader.of(
                    types.source.btf(), request.options().withComment(comment(request.options(), types)));
        } catch (HeaderException wrong) {
            throw new BuildFailedException(request.source() + ": " + wrong.getMessage());
        }
    }

    /** No date and no path: who writes the same header again gets the same bytes. */
    private static List<String> comment(HeaderOptions options, Types types) {
        var lines = new ArrayList<String>();
        lines.add("Types of "
                + types.source.kernel().map(release -> "Linux " + release).orElse("a kernel")
                + ", written by bpf:vmlinux of bpf-maven-plugin. Changes get lost.");
        lines.add("");
        types.base.ifPresent(kernelBtf -> lines.add("SHA-256 of the base's BTF: " + kernelBtf.sha256()));
        lines.add("SHA-256 of the BTF: " + types.source.sha256());
        names(lines, "Types:", options.types());
        names(lines, "Functions:", options.functions());
        return lines;
    }

    private static void names(List<String> lines, String what, List<String> names) {
        for (var from = 0; from < names.size(); from += NAMES_IN_A_LINE) {
            lines.add((from == 0 ? what : "   ") + " "
                    + String.join(", ", names.subList(from, Math.min(from + NAMES_IN_A_LINE, names.size()))));
        }
    }
}
