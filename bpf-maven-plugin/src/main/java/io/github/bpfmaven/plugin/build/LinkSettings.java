package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

/**
 * What goes into a module's links beside its own sources.
 *
 * @param baseDirectory what relative paths are relative to
 * @param libraries files: bitcode, objects with bitcode in them, archives of these. {@value #TARGET} in a path stands for
 *     {@code bpfel} or {@code bpfeb}
 * @param exports functions of libraries that stay visible
 */
public record LinkSettings(Path baseDirectory, List<String> libraries, Set<String> exports) {
    static final String TARGET = "{target}";

    public LinkSettings {
        libraries = List.copyOf(libraries);
        exports = Set.copyOf(exports);
    }

    /** The libraries for a byte order, in the order in which they are searched. */
    List<LinkInput> inputs(BpfTarget target) throws InvalidConfigurationException {
        var inputs = new ArrayList<LinkInput>();
        for (var library : libraries) {
            var path = library.replace(TARGET, target.triple());
            inputs.add(new LinkInput.InFile(path, file(path)));
        }
        return inputs;
    }

    /** @throws InvalidConfigurationException if a file isn't there for one of the targets */
    void check(List<CompileTarget> targets) throws InvalidConfigurationException {
        for (var target : targets) {
            inputs(target.byteOrder());
        }
        if (targets.stream().map(CompileTarget::byteOrder).distinct().count() > 1) {
            for (var library : libraries) {
                if (!library.contains(TARGET)) {
                    throw new InvalidConfigurationException("<libraries> has '" + library + "', but a library is of one"
                            + " byte order and there are targets of both; put " + TARGET
                            + " into its path, which stands"
                            + " for bpfel and bpfeb, or set <targets> to one");
                }
            }
        }
    }

    private Path file(String path) throws InvalidConfigurationException {
        try {
            var file = baseDirectory.resolve(path);
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw new InvalidConfigurationException("<libraries> has '" + path + "', which "
                    + (Files.exists(file) ? "is no file" : "does not exist") + ": " + file);
        } catch (InvalidPathException notAPath) {
            throw new InvalidConfigurationException("<libraries> has '" + path + "', which is no path");
        }
    }
}
