package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The directory of objects that are checked in")
final class CheckedInSettingsTest {
    private static final Path BASE = Path.of("/work/project").toAbsolutePath();
    private static final List<Path> ROOTS =
            List.of(BASE.resolve("src/main/java"), BASE.resolve("target/generated-sources/bpf"));

    @Test
    @DisplayName("is none whose classes javac would get twice")
    void sourceRoot() throws Exception {
        for (var name : List.of("src/main", "src/main/bpf/..", "src/main/java/com")) {
            var refused = assertThrows(
                    InvalidConfigurationException.class,
                    () -> CheckedInSettings.of(BuildMode.AUTO, BASE.resolve(name), ROOTS));
            assertTrue(
                    refused.getMessage()
                            .startsWith("<prebuiltDirectory> " + BASE.resolve(name) + ": generated classes"),
                    refused.getMessage());
        }
        for (var name : List.of("src/main/bpf-prebuilt", ".", "src")) {
            assertEquals(
                    BASE.resolve(name).resolve("bpf.lock"),
                    CheckedInSettings.of(BuildMode.AUTO, BASE.resolve(name), ROOTS)
                            .lock());
        }
    }
}
