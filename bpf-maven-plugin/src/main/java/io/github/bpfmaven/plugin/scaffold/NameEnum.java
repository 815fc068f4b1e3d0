package io.github.bpfmaven.plugin.scaffold;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest.BpfMap;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest.Program;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

/**
 * Writes the nested enums that name what an object offers: constants that a {@code switch} and an annotation take, and
 * that can be walked.
 *
 * <p>An object without programs (or maps) gets no such enum: an empty one could only be used by mistake.
 */
final class NameEnum {
    static final String PROGRAM = "Program";
    /** Not {@code Map}: whoever imports it would lose {@code java.util.Map}. */
    static final String BPF_MAP = "BpfMap";

    private static final String PROGRAM_NAME = "programName";
    private static final String SECTION = "section";
    private static final String MAP_NAME = "mapName";

    private NameEnum() {}

    static Optional<TypeSpec> ofPrograms(List<Program> programs) {
        if (programs.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> constants = new NameScope(Identifiers::constant, Set.of(PROGRAM, PROGRAM_NAME, SECTION))
                .of(programs.stream().map(Program::name).toList());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(PROGRAM_NAME, "the name of the C function, by which loaders find the program");
        fields.put(SECTION, "the ELF section, which says what the program attaches to");
        TypeSpec.Builder type = builder(PROGRAM, "The programs of this object.", fields);
        for (Program program : programs) {
            type.addEnumConstant(
                    constants.get(program.name()),
                    TypeSpec.anonymousClassBuilder("$S, $S", program.name(), program.section())
                            .addJavadoc(
                                    "$L in section $L.", javadocCode(program.name()), javadocCode(program.section()))
                            .build());
        }
        return Optional.of(type.build());
    }

    static Optional<TypeSpec> ofMaps(List<BpfMap> maps) {
        if (maps.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> constants = new NameScope(Identifiers::constant, Set.of(BPF_MAP, MAP_NAME))
                .of(maps.stream().map(BpfMap::name).toList());
        TypeSpec.Builder type = builder(
                BPF_MAP,
                "The maps of this object.",
                Map.of(MAP_NAME, "the name of the C variable, by which loaders find the map"));
        for (BpfMap map : maps) {
            type.addEnumConstant(
                    constants.get(map.name()),
                    TypeSpec.anonymousClassBuilder("$S", map.name())
                            .addJavadoc("$L.", javadocCode(map.name()))
                            .build());
        }
        return Optional.of(type.build());
    }

    private static TypeSpec.Builder builder(String name, String javadoc, Map<String, String> fields) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(name).addModifiers(PUBLIC).addJavadoc(javadoc);
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addJavadoc("Takes what C calls it.\n\n");
        fields.forEach((field, says) -> {
            type.addField(FieldSpec.builder(String.class, field, PRIVATE, FINAL)
                    .addJavadoc("As {@link #$L()} says.", field)
                    .build());
            constructor
                    .addJavadoc("@param $L $L\n", field, says)
                    .addParameter(String.class, field)
                    .addStatement("this.$1N = $1N", field);
            type.addMethod(MethodSpec.methodBuilder(field)
                    .addModifiers(PUBLIC)
                    .returns(String.class)
                    .addJavadoc("{@return $L}\n", says)
                    .addStatement("return $N", field)
                    .build());
        });
        return type.addMethod(constructor.build());
    }
}
