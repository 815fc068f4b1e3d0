package io.github.bpfmaven.plugin.verify;

import java.io.StringWriter;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What kernels say in the form that build servers read: a suite for each kernel, a case for each program and each test. What
 * XML can't hold of a verifier's log is a question mark.
 */
final class JunitReport {
    private JunitReport() {}

    static String of(List<KernelResult> results) throws XMLStreamException {
        var text = new StringWriter();
        var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        for (var result : results) {
            suite(xml, result);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return text.append('\n').toString();
    }

    private static void suite(XMLStreamWriter xml, KernelResult result) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean("bpf:verify on " + result.kernel()));
        if (result instanceof KernelResult.Asked asked) {
            var failures = asked.programs().stream()
                            .filter(program -> program.verdict() instanceof Verdict.Refused)
                            .count()
                    + asked.tests().stream().filter(TestResult::failed).count();
            var skipped = asked.programs().stream()
                    .filter(program -> program.verdict() instanceof Verdict.Skipped)
                    .count();
            counts(xml, asked.programs().size() + asked.tests().size(), failures, 0, skipped);
            for (var program : asked.programs()) {
                start(xml, program.object(), program.program());
                program(xml, program.verdict());
                end(xml);
            }
            for (var test : asked.tests()) {
                start(xml, test.object(), test.program() + ": " + test.test());
                if (test.failed()) {
                    problem(xml, "failure", test.differences().get(0), String.join("\n", test.differences()));
                }
                end(xml);
            }
        } else if (result instanceof KernelResult.Absent absent) {
            var fails = absent.consequence() == KernelChoice.WhenAbsent.FAIL;
            counts(xml, 1, 0, fails ? 1 : 0, fails ? 0 : 1);
            start(xml, "kernel", absent.kernel());
            problem(xml, fails ? "error" : "skipped", absent.reason(), "");
            end(xml);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void program(XMLStreamWriter xml, Verdict verdict) throws XMLStreamException {
        if (verdict instanceof Verdict.Refused refused) {
            problem(xml, "failure", refused.reason(), refused.log());
        } else if (verdict instanceof Verdict.Skipped skipped) {
            problem(xml, "skipped", skipped.reason(), "");
        }
    }

    private static void counts(XMLStreamWriter xml, long tests, long failures, long errors, long skipped)
            throws XMLStreamException {
        xml.writeAttribute("tests", Long.toString(tests));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", Long.toString(errors));
        xml.writeAttribute("skipped", Long.toString(skipped));
    }

    private static void start(XMLStreamWriter xml, String group, String name) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(group));
        xml.writeAttribute("name", clean(name));
    }

    private static void end(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeEndElement();
    }

    private static void problem(XMLStreamWriter xml, String element, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", clean(message));
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to say control characters but tabulators and line ends. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
