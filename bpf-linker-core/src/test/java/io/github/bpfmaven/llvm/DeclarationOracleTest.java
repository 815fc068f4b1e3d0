package io.github.bpfmaven.llvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** LLVM makes BTF of the same debug info when it emits an object, in code of its own. */
@DisplayName("What is read of declarations")
final class DeclarationOracleTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("is what stands in the BTF of clang's object, for each symbol of each test program")
    void equalsBtf(BpfTarget target, @TempDir Path directory) throws Exception {
        var clang = new TestClang(directory);
        var sources = new ArrayList<String>();
        for (var root : List.of(TestProgram.ROOT, TestProgram.LIBRARIES)) {
            try (Stream<Path> files = Files.list(root)) {
                for (var source : files.filter(file -> file.toString().endsWith(".c"))
                        .sorted()
                        .toList()) {
                    sources.add(clang.add(source));
                }
            }
        }
        var bitcode = new ArrayList<Path>();
        for (var source : sources) {
            bitcode.add(clang.bitcode(source, target));
        }

        var modules = ReadDeclarations.of(target.byteOrder(), bitcode);

        var compared = 0;
        var differences = new ArrayList<String>();
        for (var i = 0; i < sources.size(); i++) {
            var btf = btf(clang.object(sources.get(i), target));
            compared += compare(sources.get(i), modules.get(i), btf, differences);
        }
        assertEquals(List.of(), differences);
        assertTrue(compared > 250, compared + " symbols");
    }

    private static int compare(
            String source, Map<String, ReadDeclarations.Answer> answers, Btf btf, List<String> differences) {
        var compared = 0;
        for (var id : IntStream.range(1, btf.types().size())
                .filter(id -> isNonStatic(btf.type(id)))
                .toArray()) {
            var name = btf.type(id).name();
            var declaration = answers.get(name).declaration();
            if (declaration.isEmpty()) {
                differences.add(source + ": " + name + " is in BTF, but not found in debug info");
                continue;
            }
            compared++;
            new DeclarationTypes(declaration.get().types(), btf)
                    .declarations(declaration.get().type(), id)
                    .ifPresent(difference -> differences.add(source + ": " + name + ": " + difference));
        }
        return compared;
    }

    private static boolean isNonStatic(BtfType type) {
        return type instanceof BtfType.Var variable && variable.linkage() != BtfLinkage.STATIC
                || type instanceof BtfType.Func function && function.linkage() != BtfLinkage.STATIC;
    }

    private static Btf btf(Path object) throws Exception {
        var elf = ElfFile.read(Files.readAllBytes(object));
        var section = elf.sections().stream()
                .filter(candidate -> candidate.name().equals(".BTF"))
                .findFirst()
                .orElseThrow();
        return Btf.read(section.data(), elf.byteOrder());
    }
}
