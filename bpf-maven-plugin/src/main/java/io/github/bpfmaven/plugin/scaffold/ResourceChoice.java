package io.github.bpfmaven.plugin.scaffold;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;

import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes the methods that choose the object of a JVM: a pure function, and its call with what this JVM is. */
final class ResourceChoice {
    private final String sourceName;
    private final List<Variant> variants;

    ResourceChoice(String sourceName, List<Variant> variants) {
        this.sourceName = sourceName;
        // The order in which targets stand in the POM says nothing about the objects.
        this.variants = variants.stream()
                .sorted(Comparator.comparing(Variant::resourceFile))
                .toList();
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>(List.of(resourceName(), resourceFor()));
        if (Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .anyMatch(order -> forAnyArch(order).isEmpty())) {
            methods.add(noObject());
        }
        return methods;
    }

    private static MethodSpec resourceName() {
        return MethodSpec.methodBuilder("resourceName")
                .addModifiers(PUBLIC, STATIC)
                .returns(JavaTypes.STRING)
                .addJavadoc("""
                        Names the object for this JVM's byte order and architecture.

                        @return a file name, to be resolved against this class
                        @throws UnsupportedOperationException if no object is for such a JVM
                        """)
                .addStatement(
                        "return resourceFor($T.nativeOrder(), $T.getProperty($S, $S))",
                        JavaTypes.BYTE_ORDER,
                        System.class,
                        "os.arch",
                        "")
                .build();
    }

    private MethodSpec resourceFor() {
        return MethodSpec.methodBuilder("resourceFor")
                .addModifiers(PUBLIC, STATIC)
                .returns(JavaTypes.STRING)
                .addParameter(JavaTypes.BYTE_ORDER, "order")
                .addParameter(JavaTypes.STRING, "osArch")
                .addJavadoc("""
                        Names the object for some JVM; that of this one plays no part.

                        @param order the JVM's byte order
                        @param osArch what the JVM has in the system property {@code os.arch}
                        @return a file name, to be resolved against this class
                        @throws UnsupportedOperationException if no object is for such a JVM
                        """)
                .addStatement("$T.requireNonNull(order, $S)", JavaTypes.OBJECTS, "order")
                .addStatement("$T.requireNonNull(osArch, $S)", JavaTypes.OBJECTS, "osArch")
                .beginControlFlow("if (order == $T.LITTLE_ENDIAN)", JavaTypes.BYTE_ORDER)
                .addCode(choice(ByteOrder.LITTLE_ENDIAN))
                .endControlFlow()
                .addCode(choice(ByteOrder.BIG_ENDIAN))
                .build();
    }

    private CodeBlock choice(ByteOrder order) {
        List<Variant> forOneArch = variants.stream()
                .filter(variant -> variant.byteOrder().equals(order) && !variant.servesAnyArch())
                .toList();
        CodeBlock otherwise = forAnyArch(order)
                .map(variant -> CodeBlock.of("$S", variant.resourceFile()))
                .orElse(CodeBlock.of("throw noObject(order, osArch)"));
        if (forOneArch.isEmpty()) {
            return CodeBlock.of(forAnyArch(order).isPresent() ? "return $L;\n" : "$L;\n", otherwise);
        }
        CodeBlock.Builder choice =
                CodeBlock.builder().add("return switch (osArch) {\n").indent();
        for (Variant variant : forOneArch) {
            String cases = variant.osArchs().stream()
                    .map(osArch -> CodeBlock.of("$S", osArch).toString())
                    .collect(Collectors.joining(", "));
            choice.add("case $L -> $S;\n", cases, variant.resourceFile());
        }
        return choice.add("default -> $L;\n", otherwise).unindent().add("};\n").build();
    }

    private Optional<Variant> forAnyArch(ByteOrder order) {
        return variants.stream()
                .filter(variant -> variant.byteOrder().equals(order) && variant.servesAnyArch())
                .findFirst();
    }

    private MethodSpec noObject() {
        CodeBlock objects = variants.stream()
                .map(variant -> CodeBlock.of("$S", described(variant)))
                .collect(CodeBlock.joining("\n+ \", \" + "));
        return MethodSpec.methodBuilder("noObject")
                .addModifiers(PRIVATE, STATIC)
                .returns(UnsupportedOperationException.class)
                .addParameter(JavaTypes.BYTE_ORDER, "order")
                .addParameter(JavaTypes.STRING, "osArch")
                .addJavadoc("""
                        Says what to build for a JVM that has no object.

                        @param order the JVM's byte order
                        @param osArch the JVM's architecture
                        @return the exception to throw
                        """)
                .addStatement(
                        "$T target = order == $T.LITTLE_ENDIAN ? $S : $S",
                        JavaTypes.STRING,
                        JavaTypes.BYTE_ORDER,
                        "bpfel",
                        "bpfeb")
                .addStatement(
                        "return new $T($S + order + $S + osArch\n+ $S\n+ $L\n+ $S + target\n+ $S)",
                        UnsupportedOperationException.class,
                        "No object of " + sourceName + " is for a JVM that is ",
                        " on ",
                        "; there are ",
                        objects,
                        ". Add ",
                        ", or this machine's architecture, to <targets> of the bpf-maven-plugin and build it again.")
                .build();
    }

    private static String described(Variant variant) {
        String machines = variant.servesAnyArch() ? "any machine" : String.join(", ", variant.osArchs());
        return variant.resourceFile() + " (" + variant.byteOrder() + " on " + machines + ")";
    }
}
