package io.github.bpfmaven.plugin.scaffold;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;

import io.github.bpfmaven.plugin.datatypes.DataType;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;
import io.github.bpfmaven.plugin.scaffold.MapModel.Content;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes the nested class of maps: a typed descriptor each, as a constant. */
final class MapsWriter {
    static final String NAME = "Maps";
    /** The type of the descriptors, from the package {@code template}. */
    static final String BPF_MAP = "BpfMap";

    private final List<MapModel> maps;
    private final ClassName bpfMap;
    private final ValueCode values;

    MapsWriter(List<MapModel> maps, ClassName self) {
        this.maps = maps;
        // Not as a nested class: JavaPoet, which does not write it, would put the outer name in front.
        this.bpfMap = ClassName.get("", BPF_MAP);
        this.values = new ValueCode(self);
    }

    /** A kept C spelling with small letters could hide a class. */
    private static boolean isTaken(String constant) {
        return !constant.equals(constant.toUpperCase(Locale.ROOT));
    }

    /** Nothing for an object without maps. */
    Optional<TypeSpec> write() {
        if (maps.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> constants = new NameScope(Identifiers::constant, MapsWriter::isTaken)
                .of(maps.stream().map(MapModel::name).toList());
        TypeSpec.Builder type = TypeSpec.classBuilder(NAME)
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addAnnotation(ScaffoldGenerator.MARK)
                .addJavadoc("The maps of this object.")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addJavadoc("All members are static.")
                        .build());
        maps.forEach(map -> type.addField(constant(map, constants.getOrDefault(map.name(), map.name()))));
        return Optional.of(type.addMethod(all(constants)).build());
    }

    private FieldSpec constant(MapModel map, String name) {
        TypeName type = ParameterizedTypeName.get(bpfMap, type(map.key()), type(map.value()));
        PerVariant<MapModel.Shape> shape = map.shape();
        return FieldSpec.builder(type, name, PUBLIC, STATIC, FINAL)
                .addJavadoc("$L, $L.", javadocCode(map.name()), shape.first().kind())
                .initializer(
                        "new $T<>($>$>\n$S, $L, $L, $L, $L,\n$L,\n$L)$<$<",
                        bpfMap,
                        map.name(),
                        shape.map(MapModel.Shape::kind).code(kind -> CodeBlock.of("$S", kind)),
                        shape.map(MapModel.Shape::type).code(number -> CodeBlock.of("$L", number)),
                        shape.map(MapModel.Shape::maxEntries).code(MapsWriter::number),
                        shape.map(MapModel.Shape::flags).code(MapsWriter::number),
                        codec(map.key(), "key of " + map.name()),
                        codec(map.value(), "value of " + map.name()))
                .build();
    }

    private static CodeBlock number(long number) {
        return CodeBlock.of(number > Integer.MAX_VALUE ? "$LL" : "$L", number);
    }

    private TypeName type(Content content) {
        if (content instanceof Content.Typed typed) {
            return values.type(typed.type()).box();
        }
        return content instanceof Content.None
                ? ClassName.get(Void.class)
                : com.palantir.javapoet.ArrayTypeName.of(TypeName.BYTE);
    }

    private CodeBlock codec(Content content, String what) {
        if (content instanceof Content.None) {
            return CodeBlock.of("BpfMap.Codec.none($S)", what);
        }
        if (content instanceof Content.Raw raw) {
            return CodeBlock.of("BpfMap.Codec.raw($L, $S)", raw.size(), what);
        }
        Content.Typed typed = (Content.Typed) content;
        CodeBlock at = CodeBlock.of("at");
        CodeBlock checked = new ValueChecks(values).checked(typed.type(), CodeBlock.of("value"), what);
        return CodeBlock.of(
                "new BpfMap.Codec<>($>$>\n$L,\n$S,\n(in, at) -> $L,\n(out, at, value) -> $L)$<$<",
                typed.type().size(),
                what,
                // A lambda's byte would be boxed as one.
                isNarrow(typed.type())
                        ? CodeBlock.of("(int) $L", values.read(typed.type(), at))
                        : values.read(typed.type(), at),
                values.write(typed.type(), at, checked));
    }

    private static boolean isNarrow(DataType type) {
        return type instanceof DataType.Int number && number.signed() && number.size() < Integer.BYTES;
    }

    private MethodSpec all(Map<String, String> constants) {
        TypeName any = WildcardTypeName.subtypeOf(JavaTypes.OBJECT);
        return MethodSpec.methodBuilder("all")
                .addModifiers(PUBLIC, STATIC)
                .returns(ParameterizedTypeName.get(JavaTypes.LIST, ParameterizedTypeName.get(bpfMap, any, any)))
                .addJavadoc(
                        "{@return all of them, in the order of their names; what a map of maps holds stands behind it}")
                .addStatement(
                        "return $T.of($L)",
                        JavaTypes.LIST,
                        CodeBlock.join(
                                maps.stream()
                                        .map(map -> CodeBlock.of("$L", constants.getOrDefault(map.name(), map.name())))
                                        .toList(),
                                ", "))
                .build();
    }
}
