package io.github.bpfmaven.plugin.scaffold;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The configuration for native-image")
final class NativeImageConfigTest {
    @Test
    @DisplayName("names exactly the objects, sorted, and lies in a directory of its own")
    void namesTheObjects() {
        GeneratedFile config = NativeImageConfig.of(
                "com.acme", "demo", List.of("com/acme/drop_bpfel.o", "com/acme/drop_bpfeb.o", "com/acme/drop_bpfel.o"));
        assertEquals("META-INF/native-image/com.acme/demo/bpf-maven-plugin/resource-config.json", config.path());
        assertEquals("""
                {
                  "resources": {
                    "includes": [
                      {"pattern": "\\\\Qcom/acme/drop_bpfeb.o\\\\E"},
                      {"pattern": "\\\\Qcom/acme/drop_bpfel.o\\\\E"}
                    ]
                  }
                }
                """, config.text());
    }

    @Test
    @DisplayName("is JSON and a pattern for that one file also where the name is odd")
    void quotes() {
        assertEquals(
                """
                {"pattern": "\\\\Qa\\"\\\\E\\\\\\\\E\\\\Q\\u00f6.o\\\\E"}""",
                NativeImageConfig.of("g", "a", List.of("a\"\\Eö.o"))
                        .text()
                        .lines()
                        .skip(3)
                        .findFirst()
                        .orElseThrow()
                        .strip());
    }
}
