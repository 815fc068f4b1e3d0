package io.github.bpfmaven.relocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.testing.TestClang;

/** Programs with relocations, and kernels to resolve them against: both are C that stands in a test, compiled by clang. */
final class CoreSamples {
    /** A program's first lines. */
    private static final String HEAD = """
            #include <linux/bpf.h>
            #include <bpf/bpf_core_read.h>
            #include <bpf/bpf_helpers.h>
            #define CORE __attribute__((preserve_access_index))
            __u64 out[40];
            char LICENSE[] SEC("license") = "GPL";
            """;

    private static final String PROGRAM = """
            SEC("raw_tp/sys_enter") int ask(void *ctx)
            {
                int i = 0;
                %s
                return 0;
            }
            """;

    private final TestClang clang;
    private final BpfTarget target;

    CoreSamples(Path directory, BpfTarget target) {
        this.clang = new TestClang(directory);
        this.target = target;
    }

    /** The types of a kernel; those of variables that are defined in it, with all that they need. */
    Btf kernel(String source) throws IOException, InterruptedException, BpfObjectFormatException {
        return BpfObject.read(Files.readAllBytes(compile("kernel", source)))
                .btf()
                .orElseThrow();
    }

    /** The object of a program that asks these questions, one after the other, and keeps the answers. */
    Path program(String name, String types, String... questions) throws IOException, InterruptedException {
        var statements = new ArrayList<String>();
        for (var question : questions) {
            statements.add("out[i++] = " + question + ";");
        }
        return compile(name, HEAD + types + PROGRAM.formatted(String.join("\n    ", statements)));
    }

    BpfObject asks(String types, String... questions)
            throws IOException, InterruptedException, BpfObjectFormatException {
        return BpfObject.read(Files.readAllBytes(program("program", types, questions)));
    }

    private Path compile(String name, String source) throws IOException, InterruptedException {
        var file = name + ".bpf.c";
        Files.writeString(clang.directory().resolve(file), source);
        return clang.object(file, target);
    }

    /** The answers to the questions, in their order: clang may sort the instructions otherwise. */
    static Map<String, OptionalLong> answers(Btf kernel, BpfObject program) throws CoreRelocationException {
        var specs = new SpecParser(SizedTypes.of(program.btf().orElseThrow()));
        var answers = new TreeMap<String, OptionalLong>();
        List<CoreResolution> resolutions = CoreTarget.of(kernel).resolve(program);
        for (int i = 0; i < resolutions.size(); i++) {
            answers.put(
                    question(specs, program.coreRelocations().get(i)),
                    resolutions.get(i).value());
        }
        return answers;
    }

    private static String question(SpecParser specs, BpfCoreRelocation relocation) {
        try {
            var spec = specs.parse(relocation);
            return spec.kind() + " " + spec.text();
        } catch (InvalidSpecException damaged) {
            throw new IllegalArgumentException(damaged);
        }
    }
}
