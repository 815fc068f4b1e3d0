package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.header.HeaderOptions;
import io.github.bpfmaven.plugin.compile.PackedKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("bpf:vmlinux")
final class HeaderBuildTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path directory;

    private Path kernel;
    private Path output;

    @BeforeEach
    void kernel() throws IOException {
        kernel = directory.resolve("kernel.btf");
        output = directory.resolve("src/main/bpf/vmlinux.h");
        Files.write(kernel, btf("pid").write());
    }

    @Test
    @DisplayName("writes the same header, without a path or a date, and leaves it alone when it is up to date")
    void writes() throws Exception {
        run(kernel, HeaderOptions.everything().withTypes(List.of("task_struct")));
        var header = Files.readString(output);
        Files.setLastModifiedTime(output, LONG_AGO);
        run(kernel, HeaderOptions.everything().withTypes(List.of("task_struct")));

        assertEquals(LONG_AGO, Files.getLastModifiedTime(output));
        assertTrue(header.startsWith("/*\n * Types of a kernel, written by bpf:vmlinux"), header);
        assertTrue(header.contains("\n * SHA-256 of the BTF: "), header);
        assertTrue(header.contains("\n * Types: task_struct\n */\n#ifndef __VMLINUX_H__"), header);
        assertTrue(header.contains("struct task_struct {\n\tint pid;\n};"), header);
        assertFalse(header.contains(directory.toString()), header);

        Files.write(kernel, btf("tgid").write());
        run(kernel, HeaderOptions.everything());
        assertTrue(Files.readString(output).contains("\tint tgid;"), "the new kernel's");
        assertEquals(List.of("vmlinux.h"), names(output.getParent()));
    }

    @Test
    @DisplayName("takes the types of a module over those of its kernel")
    void modules() throws Exception {
        var base = Btf.read(Files.readAllBytes(kernel), ByteOrder.LITTLE_ENDIAN);
        var module = directory.resolve("module.btf");
        Files.write(
                module,
                Btf.splitOf(base, List.of(new BtfType.Typedef("module_t", 2))).write());

        new HeaderBuild()
                .run(new HeaderRequest(
                        new HeaderSource.KernelFile(module, Optional.of(kernel), Optional.empty()),
                        output,
                        HeaderOptions.everything()));

        var header = Files.readString(output);
        assertTrue(header.contains("typedef struct task_struct module_t;"), header);
        assertTrue(header.contains("SHA-256 of the base's BTF: "), header);
        assertTrue(refusal(module, HeaderOptions.everything()).endsWith("Set <base> to the BTF of its kernel"));
    }

    @Test
    @DisplayName("says which file is wrong, and leaves the old header as it was")
    void errors() throws Exception {
        Files.createDirectories(output.getParent());
        Files.writeString(output, "old");
        var text = Files.writeString(directory.resolve("text.btf"), "no");

        assertEquals(text + " is neither BTF nor an ELF file", refusal(text, HeaderOptions.everything()));
        assertEquals(
                kernel + ": The BTF has no type 'task_strukt' (there is task_struct)",
                refusal(kernel, HeaderOptions.everything().withTypes(List.of("task_strukt"))));
        assertEquals("old", Files.readString(output));

        Files.delete(output);
        Files.createDirectories(output.resolve("in the way"));
        assertThrows(FileSystemException.class, () -> run(kernel, HeaderOptions.everything()));
        assertEquals(List.of("vmlinux.h"), names(output.getParent()));
    }

    @Test
    @DisplayName("knows the base of a loaded module, and no other")
    void bases() {
        assertEquals(Optional.empty(), file("/sys/kernel/btf/vmlinux").baseFile());
        assertEquals(
                Optional.of(Path.of("/sys/kernel/btf/vmlinux")),
                file("/sys/kernel/btf/nf_tables").baseFile());
        assertEquals(Optional.empty(), file("/tmp/nf_tables").baseFile());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(PackedKernel.class)
    @DisplayName("takes what comes with the plugin, and says which kernel's it is")
    void packed(PackedKernel kernel) throws Exception {
        var source = new HeaderSource.Packed(kernel);
        new HeaderBuild()
                .run(new HeaderRequest(
                        source, output, HeaderOptions.everything().withTypes(List.of("pt_regs"))));
        var header = Files.readString(output);

        assertTrue(header.startsWith("/*\n * Types of Linux 7."), header);
        assertTrue(header.contains("\n * Types: pt_regs\n"), header);
        assertTrue(header.contains("struct pt_regs {\n"), header);
        var unknown =
                new HeaderRequest(source, output, HeaderOptions.everything().withTypes(List.of("pt_rags")));
        var refusal = assertThrows(BuildFailedException.class, () -> new HeaderBuild().run(unknown));
        assertTrue(
                refusal.getMessage()
                        .startsWith("The types of Linux that come with the plugin for " + kernel.architecture()
                                + ": The BTF has no type 'pt_rags' (there is pt_regs"),
                refusal.getMessage());
    }

    private static HeaderSource.KernelFile file(String btf) {
        return file(Path.of(btf));
    }

    private static HeaderSource.KernelFile file(Path btf) {
        return new HeaderSource.KernelFile(btf, Optional.empty(), Optional.of("6.18.44"));
    }

    private void run(Path btf, HeaderOptions options) throws BuildFailedException, IOException {
        new HeaderBuild().run(new HeaderRequest(file(btf), output, options));
    }

    private String refusal(Path btf, HeaderOptions options) {
        return assertThrows(BuildFailedException.class, () -> run(btf, options)).getMessage();
    }

    private static Btf btf(String member) {
        return Btf.of(
                ByteOrder.LITTLE_ENDIAN,
                List.of(
                        new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                        new BtfType.Struct("task_struct", 4, false, List.of(new BtfMember(member, 1, 0, 0)))));
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
