package io.github.bpfmaven.plugin.scaffold;

import java.util.List;
import java.util.function.Consumer;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;

/**
 * Members that are the same in every generated class, but for its name. JavaPoet, which looks at each line of a file twice,
 * writes them once; in the files there is a method in their place until they are put there as text.
 *
 * <p>Never changes once it is made, so that threads may share it.
 */
final class FixedMembers {
    /** The generated class, as these members call it until they are put into one: no name from C is like it. */
    static final ClassName SELF = ClassName.get("", "Self$");

    private static final String IMPORT = "import ";

    private final String indent;
    private final String name;
    private final String text;
    private final MethodSpec place;

    private FixedMembers(String indent, String name, String file) {
        this.indent = indent;
        this.name = name;
        String start = "class " + name + " {\n";
        text = SourceText.finished(
                file.substring(file.indexOf(start) + start.length(), file.lastIndexOf(indent.substring(4) + "}\n")));
        List<CodeBlock> imports = file.lines()
                .filter(line -> line.startsWith(IMPORT))
                .map(line -> line.substring(IMPORT.length(), line.length() - 1))
                .map(type -> CodeBlock.of("$T", ClassName.bestGuess(type)))
                .toList();
        place = MethodSpec.methodBuilder(name + "$")
                .addStatement(CodeBlock.join(imports, " "))
                .build();
    }

    /**
     * Members of the generated class itself.
     *
     * @param name of the group
     * @param members adds them
     */
    static FixedMembers ofClass(String name, Consumer<TypeSpec.Builder> members) {
        TypeSpec.Builder type = TypeSpec.classBuilder(SELF);
        members.accept(type);
        return new FixedMembers("    ", name, written(type).replace("class Self$ {", "class " + name + " {"));
    }

    /**
     * Members of a type within it.
     *
     * @param name of that type
     * @param members adds them
     */
    static FixedMembers ofNested(String name, Consumer<TypeSpec.Builder> members) {
        TypeSpec.Builder type = TypeSpec.classBuilder(SELF.nestedClass(name));
        members.accept(type);
        return new FixedMembers(
                "        ", name, written(TypeSpec.classBuilder(SELF).addType(type.build())));
    }

    private static String written(TypeSpec.Builder type) {
        return ScaffoldGenerator.file("", type.build()).build().toString();
    }

    /** What stands for them, and has the types imported that they name. */
    MethodSpec place() {
        return place;
    }

    /** Puts them where their place is, if it is there. */
    String putInto(String code, String self) {
        String start = "\n" + indent + "void " + name + "$() {\n";
        int at = code.indexOf(start);
        if (at < 0) {
            return code;
        }
        String end = "\n" + indent + "}\n";
        return new StringBuilder(code.length() + text.length())
                .append(code, 0, at + 1)
                .append(text.replace(SELF.simpleName(), self))
                .append(code, code.indexOf(end, at) + end.length(), code.length())
                .toString();
    }
}
