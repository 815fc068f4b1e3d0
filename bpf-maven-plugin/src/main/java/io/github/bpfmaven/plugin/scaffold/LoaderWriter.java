package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;

import io.github.bpfmaven.plugin.datatypes.Definition;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes what puts the object into a kernel by bpf-loader: a class for what is set before, and one for what is there then. */
final class LoaderWriter {
    static final String LOADER = "Loader";
    static final String LOADED = "Loaded";

    private static final String PACKAGE = "io.github.bpfmaven.loader";
    private static final String MAP_PACKAGE = PACKAGE + ".map";
    private static final ClassName OBJECT_LOADER = ClassName.get(PACKAGE, "BpfObjectLoader");
    private static final ClassName LOADED_OBJECT = ClassName.get(PACKAGE, "LoadedObject");
    private static final ClassName TARGET_KERNEL = ClassName.get(PACKAGE + ".types", "TargetKernel");
    private static final ClassName TYPED_MAP = ClassName.get(MAP_PACKAGE, "TypedMap");
    private static final ClassName TYPED_QUEUE = ClassName.get(MAP_PACKAGE, "TypedQueue");
    private static final ClassName EVENT_READER = ClassName.get(MAP_PACKAGE, "EventReader");
    private static final ClassName EVENT_BUFFER = ClassName.get(MAP_PACKAGE, "EventBuffer");

    private static final ClassName BPF_MAP = ClassName.get("", MapsWriter.BPF_MAP);
    private static final TypeName ANY = WildcardTypeName.subtypeOf(JavaTypes.OBJECT);
    private static final TypeVariableName K = TypeVariableName.get("K");
    private static final TypeVariableName V = TypeVariableName.get("V");
    private static final TypeVariableName T = TypeVariableName.get("T");
    private static final TypeName SOME_MAP = ParameterizedTypeName.get(BPF_MAP, ANY, ANY);
    private static final TypeName MAP = ParameterizedTypeName.get(BPF_MAP, K, V);

    private final GeneratedClass name;
    private final ClassContent content;
    private final List<Definition.Composite> sections;
    private final ClassName self;
    private final ValueCode values;

    /** @param sections of variables, as structs */
    LoaderWriter(GeneratedClass name, ClassContent content, List<Definition.Composite> sections, ClassName self) {
        this.name = name;
        this.content = content;
        this.sections = sections;
        this.self = self;
        this.values = new ValueCode(self);
    }

    /** Lets the descriptors of maps, which are text by now, be those that the loader takes. */
    static String implementing(String java) {
        String declaration = "final class " + MapsWriter.BPF_MAP + "<K, V>";
        return java.replace(declaration, declaration + "\n            implements " + MAP_PACKAGE + ".MapCodec<K, V>");
    }

    void addTo(TypeSpec.Builder type) {
        type.addMethod(MethodSpec.methodBuilder("loader")
                .addModifiers(PUBLIC, STATIC)
                .returns(self.nestedClass(LOADER))
                .addJavadoc(
                        "Loads the object for this JVM into a kernel: {@code loader().load(kernel)}.\n\n"
                                + "@return a new one, by which sizes and constants can be set before the load\n"
                                + "@throws UnsupportedOperationException if no object is for such a JVM as this\n"
                                + "@throws IllegalStateException if the object is missing or damaged\n"
                                + "@throws $T if the jar or directory that holds it cannot be read",
                        java.io.UncheckedIOException.class)
                .addStatement("return new $T()", self.nestedClass(LOADER))
                .build());
        type.addType(loader());
        type.addType(loaded());
    }

    private TypeSpec loader() {
        TypeSpec.Builder type = nested(LOADER)
                .addJavadoc(
                        "What is set before the object is loaded: sizes of maps, constants, which programs there are."
                                + " Not for use by several threads.")
                .addField(FieldSpec.builder(OBJECT_LOADER, "settings", PRIVATE, FINAL)
                        .addJavadoc("As {@link #settings()} says.")
                        .initializer("$T.of(bytes()).name($S)", OBJECT_LOADER, name.stem())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addJavadoc("Takes the object for this JVM.")
                        .build())
                .addMethod(method("settings", OBJECT_LOADER)
                        .addJavadoc("{@return the loader behind this, which has settings for the whole object, too}")
                        .addStatement("return settings")
                        .build());
        if (!content.maps().isEmpty()) {
            type.addMethod(method("map", ClassName.get(PACKAGE, "MapSettings"))
                    .addParameter(SOME_MAP, "map")
                    .addJavadoc(
                            "Sets what a map is to be like.\n\n@param map one of {@link Maps}\n@return its settings")
                    .addStatement("return settings.map(map.mapName())")
                    .build());
        }
        if (!content.programs().isEmpty()) {
            type.addMethod(method("program", ClassName.get(PACKAGE, "ProgramSettings"))
                    .addParameter(self.nestedClass(ProgramEnum.NAME), "program")
                    .addJavadoc("Sets what a program is loaded as, or that it is not.\n\n"
                            + "@param program the program\n@return its settings")
                    .addStatement("return settings.program(program.programName())")
                    .build());
        }
        for (Definition.Composite section : sections) {
            type.addMethod(variables(section, "what the variables in %s start with, to be changed")
                    .addStatement(
                            "return $L.over(settings.variables($S))",
                            values.expression(section.path()),
                            section.cName())
                    .build());
        }
        return type.addMethod(method("load", self.nestedClass(LOADED))
                        .addParameter(TARGET_KERNEL, "kernel")
                        .addException(IOException.class)
                        .addJavadoc("Loads the object, as often as wanted.\n\n"
                                + "@param kernel into which, such as {@code TargetKernel.local()}\n"
                                + "@return what is to be closed, before the kernel is\n"
                                + "@throws IOException if it can't be loaded; then nothing of it is left in the kernel")
                        .addStatement("return new $T(settings.load(kernel))", self.nestedClass(LOADED))
                        .build())
                .build();
    }

    private TypeSpec loaded() {
        TypeSpec.Builder type = nested(LOADED)
                .addSuperinterface(AutoCloseable.class)
                .addJavadoc("The object in a kernel. For use by several threads.")
                .addField(FieldSpec.builder(LOADED_OBJECT, "object", PRIVATE, FINAL)
                        .addJavadoc("As {@link #object()} says.")
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addParameter(LOADED_OBJECT, "object")
                        .addJavadoc("Takes an object.\n\n@param object is closed with this")
                        .addStatement("this.object = object")
                        .build())
                .addMethod(method("object", LOADED_OBJECT)
                        .addJavadoc("{@return the object without the types of this class}")
                        .addStatement("return object")
                        .build());
        if (!content.programs().isEmpty()) {
            type.addMethod(method("program", ClassName.get(PACKAGE, "LoadedProgram"))
                    .addParameter(self.nestedClass(ProgramEnum.NAME), "program")
                    .addJavadoc("Finds a program, to attach it or to run it.\n\n@param program which\n@return it\n"
                            + "@throws java.util.NoSuchElementException if it was not loaded")
                    .addStatement("return object.program(program.programName())")
                    .build());
        }
        if (!content.maps().isEmpty()) {
            addMaps(type);
        }
        for (Definition.Composite section : sections) {
            type.addMethod(variables(
                            section,
                            "the memory of the variables in %s, which programs read and write; of a kernel that is not this machine's a copy of"
                                    + " what is there now, to be read: {@code object().map(name).change} writes there")
                    .addStatement(
                            "return $L.over(object.map($S).memory())",
                            values.expression(section.path()),
                            section.cName())
                    .build());
        }
        return type.addMethod(method(
                                "attach",
                                ParameterizedTypeName.get(JavaTypes.LIST, ClassName.get(PACKAGE + ".attach", "Link")))
                        .addException(IOException.class)
                        .addJavadoc(
                                "Attaches all programs whose sections say where, or none.\n\n"
                                        + "@return the links, which are closed with this\n@throws IOException if one can't be attached")
                        .addStatement("return object.attach()")
                        .build())
                .addMethod(method("close", TypeName.VOID)
                        .addAnnotation(Override.class)
                        .addException(IOException.class)
                        .addJavadoc(
                                "Takes programs off and lets all go that is not pinned; nothing happens the second time.")
                        .addStatement("object.close()")
                        .build())
                .build();
    }

    private static void addMaps(TypeSpec.Builder type) {
        String other = "\n@throws java.util.NoSuchElementException if it was not made\n"
                + "@throws IllegalArgumentException if it is of another kind";
        type.addMethod(method("map", ParameterizedTypeName.get(TYPED_MAP, K, V))
                .addTypeVariable(K)
                .addTypeVariable(V)
                .addParameter(MAP, "map")
                .addJavadoc(
                        "Finds a map with one value for a key.\n\n@param map which\n@param <K> its keys\n@param <V> its values\n"
                                + "@return it$L",
                        other)
                .addStatement("return $T.of(object.map(map.mapName()), map)", TYPED_MAP)
                .build());
        type.addMethod(method(
                        "perCpuMap",
                        ParameterizedTypeName.get(TYPED_MAP, K, ParameterizedTypeName.get(JavaTypes.LIST, V)))
                .addTypeVariable(K)
                .addTypeVariable(V)
                .addParameter(MAP, "map")
                .addJavadoc(
                        "Finds a map with a value for each CPU.\n\n@param map which\n@param <K> its keys\n"
                                + "@param <V> the values of one CPU\n@return it$L",
                        other)
                .addStatement("return $T.perCpu(object.map(map.mapName()), map)", TYPED_MAP)
                .build());
        type.addMethod(method("queue", ParameterizedTypeName.get(TYPED_QUEUE, V))
                .addTypeVariable(V)
                .addParameter(ParameterizedTypeName.get(BPF_MAP, ClassName.get(Void.class), V), "map")
                .addJavadoc("Finds a queue or a stack.\n\n@param map which\n@param <V> its values\n@return it$L", other)
                .addStatement("return $T.of(object.map(map.mapName()), map)", TYPED_QUEUE)
                .build());
        type.addMethod(method("events", ParameterizedTypeName.get(EVENT_READER, T))
                .addTypeVariable(T)
                .addParameter(SOME_MAP, "map")
                .addParameter(
                        ParameterizedTypeName.get(ClassName.get(Function.class), JavaTypes.BYTE_BUFFER, T), "type")
                .addException(IOException.class)
                .addJavadoc(
                        "Reads a ring buffer or a perf buffer.\n\n@param map which\n"
                                + "@param type makes an object of an event: the method {@code read} of a generated type\n"
                                + "@param <T> what events become\n@return is to be closed\n"
                                + "@throws IOException if the kernel refuses$L",
                        other)
                .addStatement("return $T.of(object.map(map.mapName())).typed(type)", EVENT_BUFFER)
                .build());
    }

    private MethodSpec.Builder variables(Definition.Composite section, String what) {
        String simple = section.path().simpleName();
        return method(
                        simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1),
                        values.className(section.path()))
                .addException(IOException.class)
                .addJavadoc(
                        "Finds variables.\n\n@return $L\n@throws IOException if they can't be had",
                        what.formatted(javadocCode(section.cName())));
    }

    private static MethodSpec.Builder method(String name, TypeName type) {
        return MethodSpec.methodBuilder(name).addModifiers(PUBLIC).returns(type);
    }

    private static TypeSpec.Builder nested(String name) {
        return TypeSpec.classBuilder(name).addModifiers(PUBLIC, STATIC, FINAL).addAnnotation(ScaffoldGenerator.MARK);
    }
}
