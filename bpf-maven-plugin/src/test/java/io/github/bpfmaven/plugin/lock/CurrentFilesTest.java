package io.github.bpfmaven.plugin.lock;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.RootNames;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("On Windows, a file of a lock")
final class CurrentFilesTest {
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());

    @AfterEach
    void close() throws IOException {
        windows.close();
    }

    @Test
    @DisplayName("is gone if its name can't be one there, as that of a directory which the POM doesn't have any more")
    void noName() {
        var base = windows.getPath("C:\\work");
        var names = new RootNames(new ProjectPaths(base, base.resolve("src")), new SearchPath(List.of(), List.of()));
        var files = new CurrentFiles(base, names, FileDigests.none());
        var drift = files.read("<include3>/net.h", "", Drift.Kind.HEADER, "header <include3>/net.h")
                .orElseThrow();
        assertEquals("header <include3>/net.h is gone", drift.sentence());
    }
}
