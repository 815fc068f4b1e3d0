package io.github.bpfmaven.plugin.mojo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Eclipse (m2e)")
final class EclipseMetadataTest {
    @Test
    @DisplayName("is told of every goal what to do with it, so that nobody has to put that into a POM")
    void everyGoal() throws Exception {
        var goals = new TreeSet<>(texts(document("target/classes/META-INF/maven/plugin.xml"), "goal"));
        goals.removeIf(goal -> goal.equals("help") || goal.startsWith("$"));

        var mapped = texts(document("target/classes/META-INF/m2e/lifecycle-mapping-metadata.xml"), "goal");

        assertEquals(goals, new TreeSet<>(mapped));
        assertEquals(goals.size(), mapped.size(), "each once");
    }

    @Test
    @DisplayName(
            "runs, when it configures a project and when a file is saved, the goals that give it sources and resources")
    void executed() throws Exception {
        var executions = document("target/classes/META-INF/m2e/lifecycle-mapping-metadata.xml")
                .getElementsByTagName("pluginExecution");
        for (var index = 0; index < executions.getLength(); index++) {
            var execution = (Element) executions.item(index);
            var runs = execution.getElementsByTagName("execute").getLength() == 1;
            var goals = new TreeSet<String>();
            var names = execution.getElementsByTagName("goal");
            for (var at = 0; at < names.getLength(); at++) {
                goals.add(names.item(at).getTextContent());
            }
            assertEquals(runs, goals.equals(Set.of("compile", "test-compile", "generate", "min-core-btf")));
            if (runs) {
                assertEquals(
                        "true",
                        execution
                                .getElementsByTagName("runOnConfiguration")
                                .item(0)
                                .getTextContent());
                assertEquals(
                        "true",
                        execution
                                .getElementsByTagName("runOnIncremental")
                                .item(0)
                                .getTextContent());
            }
        }
    }

    private static Document document(String file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(file).toFile());
    }

    private static List<String> texts(Document document, String name) {
        var texts = new ArrayList<String>();
        var nodes = document.getElementsByTagName(name);
        for (var index = 0; index < nodes.getLength(); index++) {
            texts.add(nodes.item(index).getTextContent());
        }
        return texts;
    }
}
