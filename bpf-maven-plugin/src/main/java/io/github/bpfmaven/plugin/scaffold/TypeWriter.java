package io.github.bpfmaven.plugin.scaffold;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.datatypes.DataTypes;
import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.TypePath;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes the Java types of structs, unions and enums, each with those that are declared in it. */
final class TypeWriter {
    private final DataTypes types;
    private final ValueCode values;

    /** @param self the class that all of them are in */
    TypeWriter(DataTypes types, ClassName self) {
        this.types = types;
        this.values = new ValueCode(self);
    }

    /** Adds all of them to the class. */
    void addTo(TypeSpec.Builder self) {
        types.top().forEach(definition -> self.addType(write(definition)));
    }

    private TypeSpec write(Definition definition) {
        TypeSpec.Builder type;
        if (definition instanceof Definition.Enumeration values) {
            type = new EnumWriter(values, this.values.className(values.path())).write();
        } else {
            Definition.Composite composite = (Definition.Composite) definition;
            type = composite.overBytes()
                    ? new BytesClassWriter(composite, values).write()
                    : new RecordWriter(composite, types, values).write();
        }
        return withNested(type, definition.path());
    }

    private TypeSpec withNested(TypeSpec.Builder type, TypePath path) {
        if (path.isTop()) {
            type.addAnnotation(ScaffoldGenerator.MARK);
        }
        types.in(path).forEach(nested -> type.addType(write(nested)));
        return type.build();
    }

    static FieldSpec constant(TypeName type, String name, CodeBlock value, CodeBlock javadoc) {
        return FieldSpec.builder(type, name, PUBLIC, STATIC, FINAL)
                .addJavadoc(javadoc)
                .initializer(value)
                .build();
    }
}
