package io.github.bpfmaven.plugin.compile;

import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The packed kernel types")
final class PackedKernelTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName("make a header in which clang finds every size and offset of their BTF")
    void haveTheirLayouts(PackedKernel kernel) throws Exception {
        var order = kernel == PackedKernel.S390 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var btf = Btf.read(section(kernel), order);
        var clang = new TestClang(directory);
        Files.writeString(directory.resolve("vmlinux.h"), kernel.header());
        var statements = new StringBuilder("#include \"vmlinux.h\"\n");
        var stated = 0;
        for (var type : unique(btf)) {
            var name = (type instanceof BtfType.Struct ? "struct " : "union ") + type.name();
            statements.append("_Static_assert(sizeof(%s) == %d, \"\");\n".formatted(name, type.size()));
            stated++;
            for (var member : type.members()) {
                if (!member.name().isEmpty() && member.bitFieldSize() == 0) {
                    statements.append("_Static_assert(__builtin_offsetof(%s, %s) == %d, \"\");\n"
                            .formatted(name, member.name(), member.bitOffset() / Byte.SIZE));
                    stated++;
                }
            }
        }
        Files.writeString(directory.resolve("check.c"), statements);
        clang.object("check.c", BpfTarget.of(order));
        assertTrue(stated > 40_000, stated + " statements");
    }

    /** Structs and unions whose name no other has: others are called otherwise in the header. */
    private static List<BtfType.Composite> unique(Btf btf) {
        var times = new HashMap<String, Integer>();
        btf.types().forEach(type -> times.merge(type.name(), type instanceof BtfType.Composite ? 1 : 0, Integer::sum));
        return btf.types().stream()
                .filter(BtfType.Composite.class::isInstance)
                .map(BtfType.Composite.class::cast)
                .filter(type -> !type.name().isEmpty() && times.get(type.name()) == 1)
                .toList();
    }

    private static byte[] section(PackedKernel kernel) throws Exception {
        try (InputStream in = new GZIPInputStream(PackedKernelTest.class.getResourceAsStream(
                "/META-INF/bpf-kernels/" + kernel.architecture() + ".btf.gz"))) {
            return in.readAllBytes();
        }
    }

    @Test
    @DisplayName("are those of the target's architecture, or of the most common one of its byte order")
    void areOfATarget() throws Exception {
        assertEquals(
                List.of(
                        Optional.of(PackedKernel.X86),
                        Optional.of(PackedKernel.S390),
                        Optional.of(PackedKernel.X86),
                        Optional.of(PackedKernel.ARM64),
                        Optional.of(PackedKernel.S390),
                        Optional.empty(),
                        Optional.empty()),
                CompileTarget.parse(List.of("bpfel", "bpfeb", "amd64", "arm64", "s390x", "riscv64", "ppc64")).stream()
                        .map(PackedKernel::of)
                        .toList());
    }

    @Test
    @DisplayName("say which kernel they are of, first thing in the header")
    void sayWhatTheyAre() {
        var header = PackedKernel.X86.header().lines().toList();
        assertEquals("/*", header.get(0));
        assertTrue(
                header.get(1).matches(" \\* Types of Linux \\d+\\.\\d+\\.\\d+ \\(.*\\), as they come with .*"),
                header.get(1));
        assertTrue(header.get(2).matches(" \\* BTF [0-9a-f]{64}"), header.get(2));
    }
}
