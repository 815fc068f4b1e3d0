package io.github.bpfmaven.plugin.scaffold;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.loader.machine.KernelImage;
import io.github.bpfmaven.loader.machine.TestKernels;
import io.github.bpfmaven.loader.machine.VirtualMachine;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A generated class with <generateLoader>")
final class GeneratedLoaderTest {
    private static final String USER = """
            package com.acme;

            import java.nio.ReadOnlyBufferException;
            import java.time.Duration;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;

            import io.github.bpfmaven.loader.TestRun;
            import io.github.bpfmaven.loader.types.TargetKernel;

            import com.acme.LoaderBpf.*;

            public final class User {
                private static void same(Object expected, Object actual) {
                    if (!expected.equals(actual)) {
                        throw new AssertionError("expected " + expected + ", not " + actual);
                    }
                }

                public static void run() throws Exception {
                    var loader = LoaderBpf.loader();
                    loader.rodata().setStep(2);
                    loader.data().setStart(50);
                    loader.program(Program.UNWANTED).load(false);
                    loader.map(Maps.LINKS).maxEntries(64);
                    try (var kernel = TargetKernel.local();
                            LoaderBpf.Loaded loaded = loader.load(kernel)) {
                        same(1, loaded.object().programs().size());
                        same(64, loaded.object().map("links").info().maxEntries());
                        same("loader.bss", loaded.object().map(".bss").info().name());
                        var result = loaded.program(Program.RUN).testRun(TestRun.ofPacket(new byte[60]).times(3));
                        same(2, result.returnValue());
                        same(3L, loaded.bss().runs());
                        same(56, loaded.data().start());
                        same(2, loaded.rodata().step());
                        loaded.bss().setRuns(9);

                        var links = loaded.map(Maps.LINKS);
                        same(Optional.of(2L), links.get(new Link(52, 54)));
                        same(Map.of(new Link(50, 52), 1L, new Link(52, 54), 2L, new Link(54, 56), 3L), links.getAll());
                        loaded.program(Program.RUN).testRun(TestRun.ofPacket(new byte[60]));
                        same(Optional.of(10L), links.take(new Link(56, 58)));

                        var eachCpu = loaded.perCpuMap(Maps.EACH_CPU);
                        List<Link> all = new ArrayList<>();
                        for (int cpu = 0; cpu < kernel.possibleCpus(); cpu++) {
                            all.add(new Link(cpu, -1));
                        }
                        eachCpu.put(0, all);
                        same(Optional.of(all), eachCpu.get(0));

                        same(Optional.of(new Link(50, 52)), loaded.queue(Maps.WAITING).pop());

                        List<Long> lengths = new ArrayList<>();
                        try (var events = loaded.events(Maps.EVENTS, Loader_::read)) {
                            same(4, events.poll(Duration.ofSeconds(1), event -> lengths.add(event.length())));
                        }
                        same(List.of(60L, 60L, 60L, 60L), lengths);
                        same(List.of(), loaded.attach());
                    }
                }

                public static void runOn(TargetKernel kernel) throws Exception {
                    var loader = LoaderBpf.loader();
                    loader.data().setStart(50);
                    loader.program(Program.UNWANTED).load(false);
                    try (LoaderBpf.Loaded loaded = loader.load(kernel)) {
                        var before = loaded.bss();
                        loaded.object().map(".data").change(data -> Globals.Data.over(data).setStart(70));
                        loaded.program(Program.RUN).testRun(TestRun.ofPacket(new byte[60]).times(3));
                        same(3L, loaded.bss().runs());
                        same(70 + 3 * loaded.rodata().step(), loaded.data().start());
                        // A copy of what was there, which nothing can be written to.
                        same(0L, before.runs());
                        try {
                            before.setRuns(9);
                            throw new AssertionError("written to nowhere");
                        } catch (ReadOnlyBufferException refused) {
                            same(3L, loaded.bss().runs());
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("loads its object, sets what is constant before, and reads maps, variables and events as Java")
    void loads() throws Exception {
        Kernel.require();
        user(user -> user.getMethod("run").invoke(null));
    }

    @Test
    @DisplayName("does so in a virtual machine, whose variables it reads and, by a change, writes")
    void loadsElsewhere() throws Exception {
        Assumptions.assumeTrue(
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the kernel is of the other byte order");
        KernelImage image = TestKernels.require("amd64-5.10");
        try (VirtualMachine machine = VirtualMachine.boot(image, TestKernels.settings(image));
                TargetKernel kernel = TargetKernel.of(machine.kernel())) {
            user(user -> user.getMethod("runOn", TargetKernel.class).invoke(null, kernel));
        }
    }

    private interface Use {
        void of(Class<?> user) throws Exception;
    }

    private void user(Use use) throws Exception {
        CFixture fixture = CFixture.withLoader(directory, "loader.bpf.c");
        Project project = Project.in(directory).with(fixture.generated()).withSource("com/acme/User.java", USER);
        for (BpfTarget target : BpfTarget.values()) {
            project.withResource("com/acme/loader_" + target.triple() + ".o", fixture.object(target));
        }
        // The loader is on the tests' class path, as it is on a user's.
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {project.compiled().classes().toUri().toURL()}, GeneratedLoaderTest.class.getClassLoader())) {
            use.of(loader.loadClass("com.acme.User"));
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof Error unexpected) {
                throw unexpected;
            }
            throw failure;
        }
    }

    @Test
    @DisplayName("differs from one without in nothing else, and that one does not know the loader")
    void asked() throws Exception {
        String with = CFixture.withLoader(directory, "names.bpf.c").generated().text();
        String without = CFixture.of(directory, "names.bpf.c").generated().text();
        assertTrue(with.contains("io.github.bpfmaven.loader"));
        assertFalse(without.contains("io.github.bpfmaven.loader"));
        assertEquals(
                without.lines().filter(line -> !line.startsWith("import ")).toList(),
                with.replaceAll(
                                "(?s)    /\\*\\*\n     \\* Loads the object for this JVM into a kernel.*?\n    }\n\n",
                                "")
                        .replaceAll(
                                "(?s)    /\\*\\*\n     \\* What is set before the object is loaded.*?\n    }\n\n", "")
                        .replaceAll("(?s)    /\\*\\*\n     \\* The object in a kernel.*?\n    }\n\n", "")
                        .replace("\n            implements io.github.bpfmaven.loader.map.MapCodec<K, V>", "")
                        .lines()
                        .filter(line -> !line.startsWith("import "))
                        .toList());
    }
}
