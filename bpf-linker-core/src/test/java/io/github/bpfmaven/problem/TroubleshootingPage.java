package io.github.bpfmaven.problem;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code docs/troubleshooting.md} from {@code problems.txt}. */
final class TroubleshootingPage {
    private static final String HEAD = """
            # Troubleshooting

            <!-- Written from problems.txt of bpf-linker-core (TroubleshootingPage): change that, not this. -->

            A message that shows a known failure is followed by two lines that begin with its name, or has its name in
            brackets at its end where it says all itself. The plugin and `bpf-linker` print the same.

            <!-- not run: three messages of different builds, shortened -->
            ```console
            [ERROR] …/drop.bpf.c:[1,10] 'stdio.h' file not found
            [ERROR] host-header: stdio.h belongs to the C library of user programs; …
              What to do: Remove the #include. …
            [WARNING] …/drop.bpf.c: no license: … [no-license]
            ```

            Words in capitals stand for what the message is about. What a build says otherwise: [first mistakes](first-mistakes.md) shows ten whole ones. What a kernel says when it
            refuses a program, the [loader](loader.md) explains.

            """;

    private TroubleshootingPage() {}

    static String page(List<Problem> problems) {
        return problems.stream().map(TroubleshootingPage::section).collect(Collectors.joining("\n", HEAD, ""));
    }

    private static String section(Problem problem) {
        return "## " + problem.id() + "\n\n" + problem.title() + ".\n\n"
                + "Why: " + text(problem.cause()) + "\n\n"
                + "What to do: " + text(problem.cure()) + "\n";
    }

    /** What is taken from a message is named in capitals. */
    private static String text(String text) {
        return Problem.fill(text, name -> name.toUpperCase(Locale.ROOT));
    }
}
