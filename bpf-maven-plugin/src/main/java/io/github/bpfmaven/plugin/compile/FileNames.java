package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one clang calls the files that it reads. Clang 20 knows a file by what it is, over links too, and calls it by the first name
 * that it was asked for by, in {@code __FILE__} and debug info ({@code SourceManager::getOrCreateContentCache}), so by that of an
 * earlier source: {@code xdp/../common.h} where {@code tc/../common.h} is included.
 */
final class FileNames {
    private static final Logger LOG = LoggerFactory.getLogger(FileNames.class);

    private final Path directory;
    private final Map<Object, String> names = new HashMap<>();
    private final Map<String, Object> files = new HashMap<>();
    private boolean isUnknown;

    /** @param directory in which clang runs */
    FileNames(Path directory) {
        this.directory = directory;
    }

    /**
     * Says what was read for the next source.
     *
     * @param read by the names that were asked for
     * @return whether each file has the only name that this clang has asked for it by; also not if one is no longer there
     */
    boolean add(List<String> read) {
        var isOnly = true;
        try {
            for (var name : read) {
                isOnly &= names.computeIfAbsent(file(name), some -> name).equals(name);
            }
        } catch (IOException deleted) {
            LOG.debug("What was read is no longer there", deleted);
            isUnknown = true;
        }
        return isOnly && !isUnknown;
    }

    private Object file(String name) throws IOException {
        var known = files.get(name);
        if (known == null) {
            var file = directory.resolve(name);
            var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            known = key == null ? file.toRealPath() : key;
            files.put(name, known);
        }
        return known;
    }
}
