package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.plugin.datatypes.DataType;
import io.github.bpfmaven.plugin.datatypes.DataTypes;
import io.github.bpfmaven.plugin.datatypes.TypeReader;
import io.github.bpfmaven.plugin.datatypes.TypeRoot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("The running kernel's types")
final class KernelTypesTest {
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");
    private static final int ROOTS_IN_A_CLASS = 1500;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("all become Java that compiles, with the sizes and offsets of their BTF")
    void allBecomeJava() throws Exception {
        assumeTrue(Files.isReadable(VMLINUX), "needs " + VMLINUX + ", a kernel with BTF");
        var start = System.nanoTime();
        var btf = Btf.read(Files.readAllBytes(VMLINUX), ByteOrder.nativeOrder());
        var roots = named(btf);
        var sources = new ArrayList<Path>();
        var shards = new ArrayList<Shard>();
        for (int from = 0; from < roots.size(); from += ROOTS_IN_A_CLASS) {
            var some = roots.subList(from, Math.min(roots.size(), from + ROOTS_IN_A_CLASS));
            var name = new GeneratedClass("kernel", "Kernel" + shards.size() + "Bpf", "kernel");
            var types = TypeReader.read(btf, some, ScaffoldGenerator.reserved(name, false), "");
            var file = ScaffoldGenerator.generate(
                    name,
                    "vmlinux",
                    List.of(Variant.forAnyArch("kernel.o", ByteOrder.nativeOrder())),
                    new ClassContent(List.of(), List.of(), types, Map.of(), Map.of(), Optional.empty()),
                    false);
            sources.add(Files.writeString(directory.resolve(name.className() + ".java"), file.text()));
            shards.add(new Shard(name.qualifiedName(), types));
        }
        var generated = System.nanoTime();
        compile(sources);
        var compiled = System.nanoTime();
        var checked = 0;
        try (var loader =
                URLClassLoader.newInstance(new java.net.URL[] {directory.toUri().toURL()})) {
            for (var shard : shards) {
                for (var type : shard.types.roots().entrySet()) {
                    checked += check(loader, btf, shard.name, type.getKey(), type.getValue());
                }
            }
        }
        System.out.printf(
                "%,d named types of %s, %,d sizes and offsets: generated in %.1f s, compiled in %.1f s%n",
                roots.size(), VMLINUX, checked, (generated - start) / 1e9, (compiled - generated) / 1e9);
        assertTrue(checked > 10_000);
    }

    private static List<TypeRoot> named(Btf btf) {
        var roots = new ArrayList<TypeRoot>();
        for (int id = 1; id < btf.types().size(); id++) {
            var type = btf.type(id);
            var defined =
                    type instanceof BtfType.Composite || type instanceof BtfType.Enum || type instanceof BtfType.Enum64;
            if (defined && !type.name().isEmpty()) {
                roots.add(new TypeRoot("type " + id, id, type.name()));
            }
        }
        return roots;
    }

    private void compile(List<Path> sources) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            var task = javac.getTask(
                    messages,
                    files,
                    null,
                    List.of("-proc:none", "--release", "17", "-Xlint:all", "-Werror", "-d", directory.toString()),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            assertTrue(task.call(), messages::toString);
        }
    }

    /** Compares one type; returns how many numbers there were. */
    private static int check(ClassLoader loader, Btf btf, String outer, String root, DataType generated)
            throws ReflectiveOperationException {
        var id = Integer.parseInt(root.substring("type ".length()));
        var path = generated instanceof DataType.EnumRef values
                ? values.path()
                : ((DataType.CompositeRef) generated).path();
        var type = Class.forName(outer + "$" + String.join("$", path.names()), false, loader);
        assertEquals(btf.size(id).orElseThrow(), type.getField("BYTE_SIZE").getInt(null), root);
        if (!(btf.type(id) instanceof BtfType.Composite composite)) {
            return 1;
        }
        var actual = new ArrayList<Long>();
        for (var field : type.getFields()) {
            if (field.getName().matches(".*_OFFSET_?")) {
                actual.add(field.getLong(null));
            }
        }
        var expected = new ArrayList<Long>();
        collect(btf, composite, 0, type.isRecord(), type.isRecord(), expected);
        assertEquals(expected, actual, () -> composite.name() + " (" + root + ")");
        return 1 + actual.size();
    }

    /** Offsets of all members that have bytes, those of bit-fields in bits; the members of an anonymous union are no components of a record, which alone has an array of any length at its end. */
    private static void collect(
            Btf btf, BtfType.Composite type, long base, boolean record, boolean atEnd, List<Long> offsets) {
        for (var i = 0; i < type.members().size(); i++) {
            var member = type.members().get(i);
            var offset = base + member.bitOffset();
            var last = atEnd && i == type.members().size() - 1;
            var inner = btf.type(btf.resolve(member.type()));
            if (member.name().isEmpty()) {
                if (inner instanceof BtfType.Struct || inner instanceof BtfType.Union && !record) {
                    collect(btf, (BtfType.Composite) inner, offset, record, last, offsets);
                }
                continue;
            }
            var flexible = inner instanceof BtfType.Array array
                    && array.count() == 0
                    && btf.size(array.elementType()).orElse(0) > 0
                    && last;
            if (btf.size(member.type()).orElse(0) > 0 || flexible) {
                offsets.add(member.bitFieldSize() > 0 ? offset : offset / 8);
            }
        }
    }

    private record Shard(String name, DataTypes types) {}
}
