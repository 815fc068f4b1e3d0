package io.github.bpfmaven.plugin.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bpfmaven.linker.BpfTarget;

/**
 * What a generated class states of C, said in C: its {@code BYTE_SIZE} and {@code _OFFSET} constants, with the C names that
 * their Javadoc gives. Of bit-fields C tells no offset; sections are no types.
 */
record StatedLayouts(String java, BpfTarget target) {
    private static final Pattern STATEMENT = Pattern.compile("(?<type>\\{@code (?<cType>[^}]*)\\}, \\d+ bytes)"
            + "|in \\{@code (?<section>[.][^}]*)\\}, \\d+ bytes"
            + "|Where \\{@code (?<member>[^}]*)\\} begins, in bytes(?<order> in [a-z]+-endian order)?\\."
            + "|public static final int (?<constant>BYTE_SIZE|\\w*_OFFSET_*) = (?<value>\\d+);");

    private static final Pattern OF_MAP = Pattern.compile("(?<map>\\w+)_(?<what>key|value)");

    /** One {@code _Static_assert} for each constant. */
    List<String> assertions() {
        List<String> assertions = new ArrayList<>();
        Matcher statement = STATEMENT.matcher(java.replaceAll("\\s+(\\*\\s+)?", " "));
        String type = "";
        String member = "";
        while (statement.find()) {
            if (statement.group("type") != null) {
                type = statement.group("cType");
                // C has no name for an anonymous union.
                type = type.endsWith("_union") ? "" : type;
            } else if (statement.group("section") != null) {
                type = "";
            } else if (statement.group("member") != null) {
                String order = statement.group("order");
                boolean others =
                        order != null && !order.contains(target == BpfTarget.BPFEL ? " little-endian" : " big-endian");
                member = others ? "" : statement.group("member");
            } else if (!type.isEmpty()) {
                boolean size = statement.group("constant").equals("BYTE_SIZE");
                if (size || !member.isEmpty()) {
                    String said = size
                            ? "sizeof(" + cType(type) + ")"
                            : "__builtin_offsetof(" + cType(type) + ", " + member + ")";
                    assertions.add("_Static_assert(" + said + " == " + statement.group("value") + ", \"\");");
                }
                member = "";
            }
        }
        return assertions;
    }

    /**
     * A type without a name is that of a member ({@code struct outer::member}), of a map, or of a variable, or of the elements of
     * one of these.
     */
    private String cType(String type) {
        Matcher ofMap = OF_MAP.matcher(type);
        int dots = type.lastIndexOf("::");
        if (ofMap.matches()) {
            return "__typeof__(*" + ofMap.group("map") + "." + ofMap.group("what") + ")";
        }
        if (dots >= 0) {
            return "__typeof__(((" + cType(type.substring(0, dots)) + " *)0)->" + element(type.substring(dots + 2))
                    + ")";
        }
        return type.contains(" ") ? type : "__typeof__(" + element(type) + ")";
    }

    private String element(String name) {
        Matcher dimensions =
                Pattern.compile("\\b" + name + "((?:\\[\\d*\\])+)\\}").matcher(java);
        return name + (dimensions.find() ? dimensions.group(1).replaceAll("\\d*\\]", "0]") : "");
    }
}
