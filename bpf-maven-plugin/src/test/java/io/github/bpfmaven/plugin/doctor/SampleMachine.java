package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A machine whose files are below a directory of a test. */
final class SampleMachine {
    private final Path root;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    SampleMachine(Path root) {
        this.root = root;
    }

    static SampleMachine linux(Path root) {
        return new SampleMachine(root)
                .property("os.name", "Linux")
                .property("os.arch", "amd64")
                .property("os.version", "6.1.0");
    }

    SampleMachine property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    SampleMachine variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    SampleMachine file(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    Machine machine() {
        return new Machine(properties, environment, root);
    }
}
