package io.github.bpfmaven.plugin.scaffold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;

import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.Field;
import io.github.bpfmaven.plugin.datatypes.Placement;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;

/** Constants that say how large a struct or union is, and where its members are. */
final class LayoutConstants {
    static final String BYTE_SIZE = "BYTE_SIZE";

    private final Definition.Composite composite;
    private final List<FieldSpec> constants = new ArrayList<>();
    private final Set<String> taken = new HashSet<>(Set.of(BYTE_SIZE));

    private LayoutConstants(Definition.Composite composite) {
        this.composite = composite;
    }

    static List<FieldSpec> of(Definition.Composite composite) {
        LayoutConstants layout = new LayoutConstants(composite);
        layout.write();
        return layout.constants;
    }

    private void write() {
        constants.add(TypeWriter.constant(
                TypeName.INT,
                BYTE_SIZE,
                CodeBlock.of("$L", composite.size()),
                CodeBlock.of("The size in bytes: {@code sizeof}.")));
        List<Field> named = composite.fields().stream()
                .filter(field -> !field.cName().isEmpty())
                .toList();
        Set<String> wanted = new LinkedHashSet<>();
        named.forEach(field -> wanted.add(field.cName()));
        Map<String, String> names = new NameScope(Identifiers::constant, Set.of()).of(wanted);
        for (Field field : named) {
            String name = names.getOrDefault(field.cName(), field.cName());
            Placement placement = field.placement();
            if (placement.isSame()) {
                addOffset(field, name, placement.little(), "");
            } else {
                addOffset(field, name + "_LITTLE_ENDIAN", placement.little(), " in little-endian order");
                addOffset(field, name + "_BIG_ENDIAN", placement.big(), " in big-endian order");
            }
        }
    }

    private void addOffset(Field field, String start, Placement.Bits bits, String order) {
        String name = start + (bits.isBitField() ? "_BIT_OFFSET" : "_OFFSET");
        while (!taken.add(name)) {
            name += "_";
        }
        constants.add(TypeWriter.constant(
                TypeName.INT,
                name,
                CodeBlock.of("$L", bits.isBitField() ? bits.offset() : bits.byteOffset()),
                CodeBlock.of(
                        "Where $L begins, in $L$L.",
                        javadocCode(field.cName()),
                        bits.isBitField() ? "bits" : "bytes",
                        order)));
    }
}
