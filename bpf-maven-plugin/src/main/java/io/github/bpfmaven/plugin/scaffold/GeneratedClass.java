package io.github.bpfmaven.plugin.scaffold;

import javax.lang.model.SourceVersion;

import static javax.lang.model.SourceVersion.RELEASE_17;

/**
 * What the Java class of one program source is called, and where its objects lie.
 *
 * @param packageName the package, such as {@code com.acme}; never the unnamed one, which no module can have
 * @param className the simple name, such as {@code DropBpf}
 * @param stem what the object files' names begin with, such as {@code drop}
 */
public record GeneratedClass(String packageName, String className, String stem) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if Java does not allow one of them
     */
    public GeneratedClass {
        if (!SourceVersion.isName(packageName, RELEASE_17)) {
            throw new IllegalArgumentException("not a Java package: \"" + packageName + "\"");
        }
        if (!SourceVersion.isName(className, RELEASE_17) || className.indexOf('.') >= 0) {
            throw new IllegalArgumentException("not a Java class name: \"" + className + "\"");
        }
    }

    /** The name with its package, such as {@code com.acme.DropBpf}. */
    public String qualifiedName() {
        return packageName + "." + className;
    }

    /** The path of the Java file below a source root, such as {@code com/acme/DropBpf.java}. */
    public String sourcePath() {
        return qualifiedName().replace('.', '/') + ".java";
    }

    /**
     * The name of an object file, such as {@code drop_bpfel.o}.
     *
     * @param suffix of the target, such as {@code bpfel} or {@code x86_bpfel}
     */
    public String resourceFile(String suffix) {
        return stem + "_" + suffix + ".o";
    }

    /**
     * The path of an object file below a resource root, such as {@code com/acme/drop_bpfel.o}: where the generated
     * class looks for it. A directory of the source that is no Java identifier is written as the package has it.
     *
     * @param suffix of the target, such as {@code bpfel} or {@code x86_bpfel}
     */
    public String resourcePath(String suffix) {
        return packageName.replace('.', '/') + "/" + resourceFile(suffix);
    }
}
