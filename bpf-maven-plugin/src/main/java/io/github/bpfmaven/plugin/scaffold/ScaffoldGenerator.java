package io.github.bpfmaven.plugin.scaffold;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.TypePath;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

/**
 * Writes the Java class of a program source.
 *
 * <p>The class needs Java 17 and the module {@code java.base}, nothing else but the loader where that is asked for. Its static
 * methods are always the same; what comes from C are nested types and their members, where nothing is in their way. The same
 * request gives the same text.
 * Private members have Javadoc as well, since {@code -Xdoclint -Werror} asks for it.
 *
 * <p>Any number of threads may generate at once: what they share never changes.
 */
public final class ScaffoldGenerator {
    static final String GENERATED = "Generated";
    /** Within the class by its simple name, in front of which JavaPoet would put the outer one. */
    static final ClassName MARK = ClassName.get("", GENERATED);

    private static final Set<String> NESTED = Set.of(
            ProgramEnum.NAME,
            MapsWriter.NAME,
            MapsWriter.BPF_MAP,
            ObjectTypes.GLOBALS,
            ConstantsWriter.NAME,
            GENERATED,
            "Bytes",
            "Elf",
            "Layouts");

    private ScaffoldGenerator() {}

    /**
     * Writes the class that opens the request's objects and gives access to what is in them.
     *
     * @return the Java file, for a source root
     * @throws ScaffoldException if one class can't serve all objects, or a type that is asked for is not there
     * @throws IllegalArgumentException if the class would have the name of one of its nested types
     */
    public static GeneratedFile generate(ScaffoldRequest request) {
        return generate(
                request.name(),
                request.sourceName(),
                List.copyOf(request.objects().keySet()),
                content(request),
                request.options().loader());
    }

    /** What will be in the class, with the Java names of all that has one in C. */
    static ClassContent content(ScaffoldRequest request) {
        return new ContentReader(
                        request, reserved(request.name(), request.options().loader()))
                .read();
    }

    /** Names that no type from C may have in a class. */
    static Set<String> reserved(GeneratedClass name, boolean loader) {
        Set<String> reserved = new HashSet<>(NESTED);
        reserved.add(name.className());
        reserved.addAll(ReservedNames.all());
        if (loader) {
            reserved.addAll(List.of(LoaderWriter.LOADER, LoaderWriter.LOADED));
        }
        return reserved;
    }

    static GeneratedFile generate(
            GeneratedClass name, String sourceName, List<Variant> variants, ClassContent content, boolean loader) {
        if (NESTED.contains(name.className())
                || loader && List.of(LoaderWriter.LOADER, LoaderWriter.LOADED).contains(name.className())) {
            throw new IllegalArgumentException(name.className() + " is the name of a nested type: name it otherwise");
        }
        ClassName self = ClassName.get(name.packageName(), name.className());
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(PUBLIC, FINAL)
                .addAnnotation(self.nestedClass(GENERATED))
                .addJavadoc(javadoc(sourceName, content))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addJavadoc("All members are static.")
                        .build())
                .addMethods(new ResourceChoice(sourceName, variants).methods())
                .addMethod(ObjectAccess.FIXED.place());
        LayoutCheck.of(content).ifPresent(type::addMethod);
        ProgramEnum.of(content.programs()).ifPresent(type::addType);
        new MapsWriter(content.maps(), self).write().ifPresent(type::addType);
        new GlobalsWriter(sections(content), self).write().ifPresent(type::addType);
        ConstantsWriter.of(content.constants()).ifPresent(type::addType);
        new TypeWriter(content.types(), self).addTo(type);
        if (loader) {
            new LoaderWriter(name, content, sections(content), self).addTo(type);
        }
        type.addType(generated());
        String java = file(name.packageName(), type.build())
                .addFileComment(
                        "Generated by bpf-maven-plugin from $L: change that file, not this one.",
                        SourceText.lineComment(sourceName))
                .build()
                .toString();
        String whole = withFixed(SourceText.finished(java), SourceText.ascii(name.className()));
        return new GeneratedFile(name.sourcePath(), loader ? LoaderWriter.implementing(whole) : whole);
    }

    static JavaFile.Builder file(String packageName, TypeSpec type) {
        return JavaFile.builder(packageName, type).indent("    ").skipJavaLangImports(true);
    }

    /** Not the JDK's, which is in the module java.compiler and not kept in the class, where tools for coverage look for it. */
    private static TypeSpec generated() {
        return TypeSpec.annotationBuilder(GENERATED)
                .addAnnotation(AnnotationSpec.builder(Retention.class)
                        .addMember("value", "$T.CLASS", RetentionPolicy.class)
                        .build())
                .addJavadoc("Marks what nobody wrote.")
                .build();
    }

    private static List<Definition.Composite> sections(ClassContent content) {
        List<Definition.Composite> sections = new ArrayList<>();
        for (Definition definition : content.types().in(TypePath.top(ObjectTypes.GLOBALS))) {
            sections.add((Definition.Composite) definition);
        }
        return sections;
    }

    /** Puts in what is the same in all classes. */
    private static String withFixed(String java, String self) {
        String code = ObjectAccess.FIXED.putInto(java.substring(0, java.lastIndexOf('}')), self);
        String all = ProgramEnum.FIXED.putInto(code, self);
        StringBuilder text = new StringBuilder(all.length() * 2).append(all);
        Templates.all().addUsedIn(all, text);
        return text.append("}\n").toString();
    }

    private static CodeBlock javadoc(String sourceName, ClassContent content) {
        CodeBlock.Builder javadoc = CodeBlock.builder()
                .add(
                        "The BPF object that was compiled from $L: opens the variant that this JVM needs.\n",
                        javadocCode(sourceName))
                .add("\n<p>The object is a resource beside this class. Every method reads it anew.\n");
        if (content.programs().isEmpty()) {
            javadoc.add("The object has no programs.\n");
        }
        if (content.maps().isEmpty()) {
            javadoc.add("The object has no maps.\n");
        }
        content.license().ifPresent(license -> javadoc.add("\n<p>License: $L.\n", javadocCode(license)));
        return javadoc.build();
    }
}
