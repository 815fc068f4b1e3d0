package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.file.WholeFile;
import io.github.bpfmaven.plugin.reduce.HeaderIndex;
import io.github.bpfmaven.toolchain.Sha256;
import io.github.bpfmaven.worker.LightJvm;

/** Indexes of large headers, kept from one build to the next: a JVM that has just started needs long to read a header. */
final class HeaderIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(HeaderIndexes.class);

    private final Path directory;
    private final int maker = maker();

    /** @param directory for these alone; a file for each header's name, so that none is left of what headers were before */
    HeaderIndexes(Path directory) {
        this.directory = directory;
    }

    /** Changes with the plugin's jar; its digest would take as long as what is kept here. */
    private static int maker() {
        try {
            var jar = LightJvm.classPath(List.of(HeaderIndex.class)).get(0);
            return (jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar)).hashCode();
        } catch (IOException unreadable) {
            LOG.debug("The plugin's jar tells nothing", unreadable);
            return 0;
        }
    }

    /** @throws IOException if the header can't be read */
    HeaderIndex of(Path header) throws IOException {
        var text = Files.readAllBytes(header);
        var file = directory.resolve(
                Sha256.of(header.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16));
        try {
            var known = HeaderIndex.unpack(text, maker, Files.readAllBytes(file));
            if (known.isPresent()) {
                return known.get();
            }
            LOG.debug("{} is of another text than {} has now", file, header);
        } catch (NoSuchFileException firstTime) {
            LOG.debug("{} is read for the first time", header);
        } catch (IOException unreadable) {
            LOG.debug("{} counts for nothing", file, unreadable);
        }
        var index = HeaderIndex.of(text);
        try {
            WholeFile.write(file, index.packed(maker));
        } catch (IOException failure) {
            LOG.debug("{} is not written", file, failure);
        }
        return index;
    }
}
