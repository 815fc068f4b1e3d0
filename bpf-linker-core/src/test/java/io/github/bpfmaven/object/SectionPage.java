package io.github.bpfmaven.object;

import java.util.List;
import java.util.Locale;

/** Writes {@code docs/sections.md} from the rows of {@code section-definitions.tsv}. */
final class SectionPage {
    private static final String HEAD = """
            # Program sections

            <!-- Written from section-definitions.tsv of bpf-linker-core (SectionPage): change that, not this. -->

            What `SEC("…")` makes of a program, as libbpf 1.8 has it. A part behind a slash says what a loader attaches the
            program to; without it (`SEC("kprobe")`) the loader is told when it attaches. A `?` in front, as in `SEC("?xdp")`,
            leaves the program alone until it is asked for.

            Attach type: what the kernel is told when it loads the program; in brackets, what older kernels are not told.
            Since: the first Linux that has the program type with this attach type and sleep; nothing where that is not known
            here. The program type leads to the helpers that such programs may call, besides those that all may.

            Sleepable programs may fault pages in and call what sleeps. By BTF: the target is looked up in the kernel's types
            when the program is loaded, not when it is attached. Frags: gets packets in several fragments too.

            | section | example | program type | attach type | | since Linux |
            | --- | --- | --- | --- | --- | --- |
            """;

    private SectionPage() {}

    static String page(List<SectionDefinition> definitions) {
        StringBuilder text = new StringBuilder(HEAD);
        for (SectionDefinition definition : definitions) {
            text.append("| `%s` | `SEC(\"%s\")` | %s | %s | %s | %s |\n"
                    .formatted(
                            definition.name() + (definition.takesTarget() ? "[/…]" : ""),
                            definition.example(),
                            type(definition.type()),
                            attachType(definition),
                            notes(definition),
                            definition.since().orElse("")));
        }
        return text.toString();
    }

    /** With a link to its helpers; a program that replaces a function of another may call what that may. */
    private static String type(ProgramType type) {
        String name = type.name().toLowerCase(Locale.ROOT);
        return type == ProgramType.EXT ? name : "[" + name + "](helpers.md#" + name + ")";
    }

    private static String attachType(SectionDefinition definition) {
        return definition
                .attachType()
                .map(name -> definition.flags().contains("attach_optional") ? "(" + name + ")" : name)
                .orElse("");
    }

    private static String notes(SectionDefinition definition) {
        StringBuilder notes = new StringBuilder();
        note(notes, definition, "sleepable", "sleepable");
        note(notes, definition, "attach_btf", "by BTF");
        note(notes, definition, "xdp_frags", "frags");
        return notes.toString();
    }

    private static void note(StringBuilder notes, SectionDefinition definition, String flag, String said) {
        if (definition.flags().contains(flag)) {
            notes.append(notes.isEmpty() ? "" : ", ").append(said);
        }
    }
}
