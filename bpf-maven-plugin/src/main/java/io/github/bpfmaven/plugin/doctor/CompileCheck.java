package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.build.BpfBuild;
import io.github.bpfmaven.plugin.build.BuildFailedException;
import io.github.bpfmaven.plugin.build.BuildMode;
import io.github.bpfmaven.plugin.build.BuildRequest;
import io.github.bpfmaven.plugin.build.CheckedInSettings;
import io.github.bpfmaven.plugin.build.JavaSettings;
import io.github.bpfmaven.plugin.build.LinkSettings;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.worker.WorkerException;

/** Builds a program for both byte orders, with all that a build of a project does. */
final class CompileCheck implements Check {
    private static final List<BpfTarget> TARGETS = List.of(BpfTarget.values());
    private static final List<String> NAMES =
            TARGETS.stream().map(BpfTarget::triple).toList();
    private static final String PROGRAM = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            char LICENSE[] SEC("license") = "GPL";

            struct {
            	__uint(type, BPF_MAP_TYPE_ARRAY);
            	__uint(max_entries, 1);
            	__type(key, __u32);
            	__type(value, __u64);
            } packets SEC(".maps");

            SEC("xdp")
            int count(struct xdp_md *ctx)
            {
            	__u32 zero = 0;
            	__u64 *seen = bpf_map_lookup_elem(&packets, &zero);

            	if (seen)
            		__sync_fetch_and_add(seen, 1);
            	return XDP_PASS;
            }
            """;

    private final BpfBuild build;
    private final SharedWorkers workers;
    private final DoctorRequest request;

    CompileCheck(BpfBuild build, SharedWorkers workers, DoctorRequest request) {
        this.build = build;
        this.workers = workers;
        this.request = request;
    }

    @Override
    public String name() {
        return "compile";
    }

    @Override
    public List<Finding> examine() throws Exception {
        try (var directory = ScratchDirectory.create()) {
            var layout = layout(directory.path());
            Files.createDirectories(layout.paths().sourceDirectory());
            Files.writeString(layout.paths().sourceDirectory().resolve("test.bpf.c"), PROGRAM);
            build.run(request(layout));
            for (var target : TARGETS) {
                check(layout.resourceDirectory().resolve("doctor/test_" + target.triple() + ".o"), target);
            }
            return List.of(Finding.ok("a program was compiled and linked for " + String.join(" and ", NAMES)));
        } catch (ToolchainException noLlvm) {
            // The check of the toolchain has said so.
            return List.of();
        } catch (BuildFailedException failure) {
            return List.of(Finding.error(
                    "a program that should compile does not: " + failure.getMessage(),
                    "what clang or the linker says stands above; look at environment and toolchain here"));
        } catch (WorkerException failure) {
            return List.of(Finding.error(
                    "a link failed: " + failure.getMessage(), "look at java, toolchain and tmp in this report"));
        } finally {
            workers.endIdle();
        }
    }

    private static void check(Path object, BpfTarget target) throws IOException, ElfFormatException {
        var elf = ElfFile.read(Files.readAllBytes(object));
        if (elf.machine() != ElfFile.EM_BPF || !elf.byteOrder().equals(target.byteOrder())) {
            throw new IOException(object.getFileName() + " is no BPF object for " + target.triple());
        }
    }

    private static BuildRequest.Layout layout(Path base) {
        var target = base.resolve("target");
        return new BuildRequest.Layout(
                new ProjectPaths(base, base.resolve("src")),
                target.resolve("work"),
                target.resolve("resources"),
                target.resolve("java"),
                target.resolve("classes"));
    }

    private BuildRequest request(BuildRequest.Layout layout) throws InvalidConfigurationException {
        return new BuildRequest(
                layout,
                List.of("*.bpf.c"),
                List.of(),
                List.of(),
                true,
                false,
                false,
                false,
                new CompilerFlags("2", "v3", List.of(), List.of()),
                List.of(),
                CompileTarget.parse(NAMES),
                new LinkSettings(layout.paths().baseDirectory(), List.of(), Set.of()),
                List.of(),
                new JavaSettings(ClassOptions.DEFAULT, List.of()),
                "doctor",
                "doctor",
                "doctor",
                request.toolchain(),
                CompilerLauncher.NONE,
                request.plugin(),
                SharedResults.none(),
                new CheckedInSettings(BuildMode.COMPILE, layout.paths().baseDirectory()),
                false,
                OptionalInt.of(1),
                Optional.empty(),
                Optional.empty());
    }
}
