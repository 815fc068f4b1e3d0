package io.github.bpfmaven.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.SourceRoot;

/** Makes link requests out of the test programs: compiles what they need in a directory of their own. */
public final class TestLinks {
    /** Where objects are compared with clang's own: the version of DWARF must make no difference. */
    private static final String AS_THE_PLUGIN = "-gdwarf-4";

    private final Path directory;
    private final TestClang clang;

    public TestLinks(Path directory) {
        this.directory = directory;
        this.clang = new TestClang(directory);
    }

    public TestClang clang() {
        return clang;
    }

    /** A program of one source. */
    public LinkRequest single(TestProgram program, BpfTarget target) throws IOException, InterruptedException {
        return request(clang.add(program.source()), target, List.of());
    }

    /** A program with all library sources to choose from. */
    public LinkRequest withLibraries(TestProgram program, BpfTarget target) throws IOException, InterruptedException {
        var libraries = new ArrayList<String>();
        try (var files = Files.list(TestProgram.LIBRARIES)) {
            for (var file : files.filter(TestLinks::isLibrary).sorted().toList()) {
                libraries.add(clang.add(file));
            }
        }
        return request(clang.add(program.source()), target, libraries);
    }

    /** A program written here and now, with libraries likewise. */
    public LinkRequest ofText(String program, BpfTarget target, String... libraries)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("program.bpf.c"), program);
        var names = new ArrayList<String>();
        for (var text : libraries) {
            var name = "library" + (names.size() + 1) + ".c";
            Files.writeString(directory.resolve(name), text);
            names.add(name);
        }
        return request("program.bpf.c", target, names);
    }

    /** A source written here and now, compiled; more arguments of clang's win over the usual ones. */
    public LinkInput input(String name, String text, BpfTarget target, String... arguments)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve(name), text);
        return new LinkInput.InFile(name, clang.bitcode(name, target, arguments));
    }

    /** Inputs that are all linked, into an object that quotes their source lines. */
    public LinkRequest whole(String name, BpfTarget target, List<LinkInput> inputs) {
        return new LinkRequest(
                name,
                inputs,
                List.of(),
                Optional.of(target),
                LinkOptions.DEFAULT,
                List.of(new SourceRoot("", directory)));
    }

    private LinkRequest request(String source, BpfTarget target, List<String> libraries)
            throws IOException, InterruptedException {
        var inputs = new ArrayList<LinkInput>();
        for (var library : libraries) {
            inputs.add(new LinkInput.InFile(library, clang.bitcode(library, target, AS_THE_PLUGIN)));
        }
        return new LinkRequest(
                source,
                List.of(new LinkInput.InFile(source, clang.bitcode(source, target, AS_THE_PLUGIN))),
                inputs,
                Optional.of(target),
                LinkOptions.DEFAULT,
                List.of(new SourceRoot("", directory)));
    }

    private static boolean isLibrary(Path file) {
        var name = file.toString();
        return name.endsWith(".c") && !name.endsWith(".bpf.c");
    }
}
