package io.github.bpfmaven.plugin.scaffold;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The Javadoc of generated types")
final class GeneratedJavadocTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"integers", "bit_fields", "structs", "unions", "enums", "arrays", "names", "maps", "globals"})
    @DisplayName("is complete, and right to javadoc's strictest check")
    void passesDoclint(String source) throws Exception {
        passesDoclint(CFixture.of(directory, source + ".bpf.c").generated());
    }

    @Test
    @DisplayName("is complete, and right to javadoc's strictest check where the class loads its object, too")
    void loaderPassesDoclint() throws Exception {
        passesDoclint(CFixture.withLoader(directory, "loader.bpf.c").generated());
    }

    private void passesDoclint(GeneratedFile generated) throws Exception {
        Project project = Project.in(directory).with(generated);
        List<String> arguments = new ArrayList<>(List.of(
                "-Xdoclint:all",
                "-Werror",
                "-quiet",
                "-private",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                directory.resolve("doc").toString()));
        project.javaFiles().forEach(file -> arguments.add(file.toString()));
        StringWriter messages = new StringWriter();
        int result = ToolProvider.findFirst("javadoc")
                .orElseThrow()
                .run(new PrintWriter(messages), new PrintWriter(messages), arguments.toArray(String[]::new));
        assertEquals(0, result, messages::toString);
    }
}
