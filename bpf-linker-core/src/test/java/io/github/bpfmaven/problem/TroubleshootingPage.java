package io.github.bpfmaven.problem;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes {@code docs/troubleshooting.md} from {@code problems.txt}. */
final class TroubleshootingPage {
    private static final String HEAD = """
            # Troubleshooting

            <!-- Written from problems.txt of bpf-linker-core (TroubleshootingPage): change that, not this. -->

            A message that shows a known failure is followed by two lines that begin with its name, or has its name in
            brackets at its end where it says all itself. The plugin and `bpf-linker` print the same.

            ```console
            [ERROR] …/drop.bpf.c:[1,10] 'stdio.h' file not found
            [ERROR] host-header: stdio.h belongs to the C library of user programs; …
              What to do: Remove the #include. …
            [WARNING] …/drop.bpf.c: no license: … [no-license]
            ```

            What a build says otherwise: [first mistakes](first-mistakes.md) shows ten whole ones. What a kernel says when it
            refuses a program, the [loader](loader.md) explains.

            """;

    /** A name in angle brackets would be taken for HTML; what is in the text is code. */
    private static final Pattern CODE = Pattern.compile(
            "#include <[\\w./]+>|<[\\w./]+>(?:[\\w.]*</\\w+>)?|\\b\\w*__\\w+\\b|\\b(?:bpf|BPF)_\\w+\\b|\\bSEC\\(\"[^\"]*\"\\)|(?<![\\w-])-[fmDO][\\w=-]+|\\b[\\w-]+(?:\\.bpf)?\\.[ch]\\b(?!/)");

    private TroubleshootingPage() {}

    static String page(List<Problem> problems) {
        return problems.stream().map(TroubleshootingPage::section).collect(Collectors.joining("\n", HEAD, ""));
    }

    private static String section(Problem problem) {
        return "## " + problem.id() + "\n\n" + problem.title() + ".\n\n"
                + "Why: " + text(problem.cause()) + "\n\n"
                + "What to do: " + text(problem.cure()) + "\n";
    }

    private static String text(String text) {
        var open = Problem.fill(text, name -> "…");
        return CODE.matcher(open).replaceAll(found -> "`" + Matcher.quoteReplacement(found.group()) + "`");
    }
}
