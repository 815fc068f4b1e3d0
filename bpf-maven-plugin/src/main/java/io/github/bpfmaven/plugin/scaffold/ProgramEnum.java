package io.github.bpfmaven.plugin.scaffold;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.object.ProgramKind;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

/**
 * Writes the nested enum of programs: constants that a {@code switch} and an annotation take, and that can be walked.
 *
 * <p>An object without programs gets no such enum: an empty one could only be used by mistake.
 */
final class ProgramEnum {
    static final String NAME = "Program";

    private static final String PROGRAM_NAME = "programName";
    private static final String SECTION = "section";
    private static final String KIND = "kind";
    private static final String TYPE = "type";
    private static final String ATTACH_TARGET = "attachTarget";
    private static final Set<String> RESERVED = Set.of(NAME, PROGRAM_NAME, SECTION, KIND, TYPE, ATTACH_TARGET);
    private static final TypeName OPTIONAL_STRING =
            ParameterizedTypeName.get(ClassName.get(Optional.class), ClassName.get(String.class));

    static final FixedMembers FIXED = FixedMembers.ofNested(NAME, ProgramEnum::addMembers);

    private ProgramEnum() {}

    static Optional<TypeSpec> of(List<ProgramModel> programs) {
        if (programs.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> constants = new NameScope(Identifiers::constant, RESERVED)
                .of(programs.stream().map(ProgramModel::name).toList());
        TypeSpec.Builder type = TypeSpec.enumBuilder(NAME)
                .addModifiers(PUBLIC)
                .addAnnotation(ScaffoldGenerator.MARK)
                .addJavadoc("The programs of this object.")
                .addMethod(FIXED.place());
        for (ProgramModel program : programs) {
            type.addEnumConstant(constants.getOrDefault(program.name(), program.name()), constant(program));
        }
        return Optional.of(type.build());
    }

    private static void addMembers(TypeSpec.Builder type) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(PROGRAM_NAME, "the name of the C function, by which loaders find the program");
        fields.put(SECTION, "the ELF section, which says what the program attaches to");
        fields.put(
                KIND,
                "the kind of program as bpftool says it, such as {@code xdp}; {@code unspec} if libbpf does not"
                        + " know the section");
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder().addJavadoc("Takes what C calls it, and what libbpf takes it for.\n\n");
        fields.forEach((field, meaning) -> {
            addField(field, ClassName.get(String.class), type, constructor, meaning);
            type.addMethod(getter(field, ClassName.get(String.class), meaning)
                    .addStatement("return $L", field)
                    .build());
        });
        String number = "the number of its kind in the kernel's {@code enum bpf_prog_type}";
        addField(TYPE, TypeName.INT, type, constructor, number);
        type.addMethod(
                getter(TYPE, TypeName.INT, number).addStatement("return type").build());
        String target =
                "what the program attaches to, such as {@code sched/sched_switch} for a tracepoint; nothing if the"
                        + " section does not say it";
        addField(
                ATTACH_TARGET, ClassName.get(String.class), type, constructor, "what it attaches to, empty if unknown");
        type.addMethod(getter(ATTACH_TARGET, OPTIONAL_STRING, target)
                .addStatement("return attachTarget.isEmpty() ? $1T.empty() : $1T.of(attachTarget)", Optional.class)
                .build());
        type.addMethod(constructor.build());
    }

    private static TypeSpec constant(ProgramModel program) {
        PerVariant<Optional<ProgramKind>> kinds = program.section().map(ProgramKind::of);
        return TypeSpec.anonymousClassBuilder(
                        "$S, $L, $L, $L, $L",
                        program.name(),
                        program.section().code(section -> CodeBlock.of("$S", section)),
                        kinds.code(kind -> CodeBlock.of(
                                "$S", kind.map(known -> known.type().toString()).orElse("unspec"))),
                        kinds.code(kind -> CodeBlock.of(
                                "$L", kind.map(known -> known.type().number()).orElse(0))),
                        kinds.code(kind -> CodeBlock.of(
                                "$S", kind.flatMap(ProgramKind::attachTarget).orElse(""))))
                .addJavadoc(
                        "$L in section $L.",
                        javadocCode(program.name()),
                        javadocCode(program.section().first()))
                .build();
    }

    private static void addField(
            String name, TypeName fieldType, TypeSpec.Builder type, MethodSpec.Builder constructor, String meaning) {
        type.addField(FieldSpec.builder(fieldType, name, PRIVATE, FINAL)
                .addJavadoc("As {@link #$L()} says.", name)
                .build());
        constructor
                .addParameter(fieldType, name)
                .addJavadoc("@param $L $L\n", name, meaning)
                .addStatement("this.$1L = $1L", name);
    }

    private static MethodSpec.Builder getter(String name, TypeName returns, String meaning) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(PUBLIC)
                .returns(returns)
                .addJavadoc("{@return $L}", meaning);
    }
}
