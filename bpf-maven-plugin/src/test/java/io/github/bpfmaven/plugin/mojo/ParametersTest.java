package io.github.bpfmaven.plugin.mojo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Every parameter that is a single value or a list")
final class ParametersTest {
    /** What means something of its own to one goal; what goals share, or could, is plainly {@code bpf.<name>}. */
    private static final Map<String, Set<String>> ALONE = Map.of(
            "check", Set.of("fast"),
            "generate", Set.of("objectDirectory", "includes", "excludes"),
            "min-core-btf", Set.of("objectDirectory", "includes", "excludes"),
            "report", Set.of("output", "objectDirectory"),
            "verify",
                    Set.of(
                            "skipVerify",
                            "local",
                            "images",
                            "unavailable",
                            "baseline",
                            "update",
                            "growth",
                            "reportDirectory",
                            "objectDirectory"),
            "inspect", Set.of("format", "program", "output", "objectDirectory"),
            "vmlinux",
                    Set.of(
                            "btf",
                            "packed",
                            "base",
                            "output",
                            "kernelTypes",
                            "kernelFunctions",
                            "pointees",
                            "kfuncs",
                            "preserveAccessIndex"));

    /** What has parts of its own, for which a property has no form. */
    private static final Set<String> NESTED = Set.of("objects", "kernels", "tests");

    private static final Map<String, String> GOALS = Map.of("min-core-btf", "minCoreBtf");

    @Test
    @DisplayName("has a user property, named by the rule")
    void userProperties() throws Exception {
        var seen = new TreeSet<String>();
        for (var mojo : elements(descriptor(), "mojo")) {
            if (text(mojo, "goal").equals("help")) {
                continue;
            }
            var configuration = elements(mojo, "configuration").get(0);
            for (var parameter : elements(mojo, "parameter")) {
                var name = text(parameter, "name");
                if (text(parameter, "editable").equals("true") && !NESTED.contains(name)) {
                    var property = elements(configuration, name).get(0).getTextContent();
                    var goal = text(mojo, "goal");
                    var alone = ALONE.getOrDefault(goal, Set.of()).contains(name);
                    var prefix = alone ? "bpf." + GOALS.getOrDefault(goal, goal) + "." : "bpf.";
                    // There it is bpf.skip that skips all goals.
                    var last = name.equals("skipVerify") ? "skip" : name;
                    assertEquals("${" + prefix + last + "}", property, name);
                    seen.add(name);
                }
            }
        }
        assertTrue(
                seen.containsAll(Set.of("skip", "targets", "sourceDirectory", "toolchain", "javaDirectory")),
                seen::toString);
    }

    /** As plugin-tools has just written it. */
    private static Element descriptor() throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("target/classes/META-INF/maven/plugin.xml").toFile())
                .getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        var found = new ArrayList<Element>();
        var nodes = parent.getElementsByTagName(name);
        for (var index = 0; index < nodes.getLength(); index++) {
            found.add((Element) nodes.item(index));
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent();
    }
}
