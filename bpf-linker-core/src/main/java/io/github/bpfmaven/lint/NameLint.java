package io.github.bpfmaven.lint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;

/** Names that the kernel cuts: {@code BPF_OBJ_NAME_LEN} of {@code linux/bpf.h} is 16, with the NUL at the end. */
final class NameLint {
    private static final int MOST = 15;

    private NameLint() {}

    static List<LintWarning> check(BpfObject object) {
        List<LintWarning> warnings = new ArrayList<>();
        check(
                "map",
                object.maps().stream().map(BpfMap::name).toList(),
                LintRule.LONG_MAP_NAME,
                LintRule.MAP_NAME_COLLISION,
                warnings);
        check(
                "program",
                object.programs().stream().map(BpfFunction::name).toList(),
                LintRule.LONG_PROGRAM_NAME,
                LintRule.PROGRAM_NAME_COLLISION,
                warnings);
        return warnings;
    }

    private static void check(
            String what, List<String> names, LintRule tooLong, LintRule collision, List<LintWarning> warnings) {
        Map<String, List<String>> byCut = new LinkedHashMap<>();
        names.stream()
                .distinct()
                .forEach(name -> byCut.computeIfAbsent(cut(name), key -> new ArrayList<>())
                        .add(name));
        byCut.forEach((cut, all) -> {
            if (all.size() > 1) {
                warnings.add(LintWarning.of(
                        collision,
                        "the " + what + "s " + quoted(all) + " are all called '" + cut
                                + "' by the kernel, which keeps 15 characters of a name: nobody can tell them apart in"
                                + " bpftool's lists; let their names differ earlier"));
            }
        });
        List<String> longer = names.stream()
                .distinct()
                .filter(name -> !cut(name).equals(name))
                .toList();
        if (!longer.isEmpty()) {
            warnings.add(LintWarning.of(
                    tooLong,
                    "the kernel keeps 15 characters of the name of "
                            + (longer.size() == 1 ? "the " + what + " " : "the " + what + "s ") + quoted(longer)
                            + (longer.size() == 1 ? ", so it is '" + cut(longer.get(0)) + "'" : "")
                            + " in bpftool's lists"));
        }
    }

    /** As {@code libbpf_strlcpy} does. */
    private static String cut(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MOST ? name : new String(bytes, 0, MOST, StandardCharsets.UTF_8);
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
