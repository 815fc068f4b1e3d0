package io.github.bpfmaven.plugin.mojo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The plugin's descriptor, as plugin-tools has just written it; without {@code bpf:help}, which is theirs. */
final class PluginDescription {
    private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");

    private PluginDescription() {}

    /**
     * A goal.
     *
     * @param parameters those that a user may set
     */
    record Goal(String name, String description, boolean requiresProject, List<Parameter> parameters) {}

    /**
     * A parameter.
     *
     * @param property its user property; empty if it has none
     */
    record Parameter(String name, String description, String since, String property) {}

    static List<Goal> goals() throws ParserConfigurationException, IOException, SAXException {
        var goals = new ArrayList<Goal>();
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(DESCRIPTOR.toFile())
                .getDocumentElement();
        for (var mojo : elements(root, "mojo")) {
            if (!text(mojo, "goal").equals("help")) {
                goals.add(new Goal(
                        text(mojo, "goal"),
                        text(mojo, "description"),
                        text(mojo, "requiresProject").equals("true"),
                        parameters(mojo)));
            }
        }
        return goals;
    }

    private static List<Parameter> parameters(Element mojo) {
        var configuration = elements(mojo, "configuration").get(0);
        return elements(mojo, "parameter").stream()
                .filter(parameter -> text(parameter, "editable").equals("true"))
                .map(parameter -> new Parameter(
                        text(parameter, "name"),
                        text(parameter, "description"),
                        text(parameter, "since"),
                        text(configuration, text(parameter, "name")).replaceAll("[${}]", "")))
                .toList();
    }

    private static List<Element> elements(Element parent, String name) {
        var found = new ArrayList<Element>();
        var nodes = parent.getElementsByTagName(name);
        for (var index = 0; index < nodes.getLength(); index++) {
            found.add((Element) nodes.item(index));
        }
        return found;
    }

    /** Of the first element of that name; empty if there is none. */
    private static String text(Element parent, String name) {
        var found = elements(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
