package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.apache.maven.plugins.annotations.Parameter;

import io.github.bpfmaven.plugin.build.LinkSettings;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.config.ObjectParameters;

/** What goals have in common that build objects from C sources: which sources, and what decides about the objects' bytes. */
abstract class AbstractProgramMojo extends AbstractObjectMojo {
    /**
     * Where the C sources are. What {@code <includes>} names are programs, each of which becomes an object; every other
     * {@code .c} file is library code, whose functions any program may call: it is linked into the objects that need it.
     * Example: {@code <sourceDirectory>${project.basedir}/bpf</sourceDirectory>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.sourceDirectory", defaultValue = "${project.basedir}/src/main/bpf")
    File sourceDirectory;

    /**
     * Which sources are programs: patterns below the source directory.
     * Example: {@code <includes><include>*_kern.c</include></includes>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.includes", defaultValue = "**/*.bpf.c")
    List<String> includes;

    /**
     * Which files below the source directory are left out, as programs and as library code.
     * Example: {@code <excludes><exclude>user/**</exclude></excludes>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.excludes")
    List<String> excludes = List.of();

    /**
     * Directories with headers, searched first to last, then the source directory, then the plugin's own headers. The build
     * host's ({@code /usr/include}) are not searched unless they are named here.
     * Example: {@code <includeDirectories><directory>${project.basedir}/include</directory></includeDirectories>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.includeDirectories")
    List<File> includeDirectories = List.of();

    /**
     * Whether the plugin's own headers ({@code bpf/bpf_helpers.h}, {@code linux/bpf.h} and what goes with them) are searched,
     * behind the user's. Clang's ({@code stdint.h}, {@code stdbool.h}) always are.
     * Example: {@code -Dbpf.builtinHeaders=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.builtinHeaders", defaultValue = "true")
    boolean builtinHeaders;

    /**
     * Whether headers that many programs include first of all, such as {@code vmlinux.h}, are parsed once for all of them where
     * that saves time. The objects are the same without.
     * Example: {@code -Dbpf.precompiledHeaders=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.precompiledHeaders", defaultValue = "true")
    boolean precompiledHeaders;

    /**
     * Whether clang is given only those declarations of a large header, such as {@code vmlinux.h}, that a program can need,
     * where the object is the same. What clang has to say is what it says with all of the header.
     * Example: {@code -Dbpf.reducedHeaders=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.reducedHeaders", defaultValue = "true")
    boolean reducedHeaders;

    /**
     * Whether one clang process may compile several small sources, one after the other, where the objects are the same. What
     * clang has to say is what it says of each source alone. Without {@code reducedHeaders} each has its own in any case.
     * Example: {@code -Dbpf.batchCompiles=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.batchCompiles", defaultValue = "true")
    boolean batchCompiles;

    /**
     * Arguments for clang, behind the plugin's own, such as {@code -Wall}.
     * Example: {@code <compilerArgs><arg>-Wall</arg><arg>-Werror</arg></compilerArgs>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.compilerArgs")
    List<String> compilerArgs = List.of();

    /**
     * A program that runs clang, such as {@code ccache}, {@code sccache} or {@code distcc}: its name, and arguments that come
     * before clang. Headers are neither precompiled nor reduced then.
     * Example: {@code -Dbpf.compilerLauncher=ccache}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.compilerLauncher")
    List<String> compilerLauncher = List.of();

    /**
     * Macros: {@code NAME} or {@code NAME=VALUE}.
     * Example: {@code -Dbpf.defines=DEBUG,MAX_FLOWS=1024}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.defines")
    List<String> defines = List.of();

    /**
     * What objects are made for: {@code bpfel} and {@code bpfeb} (every little-endian and every big-endian machine), or
     * architectures by bpf2go's names ({@code amd64}, {@code arm64}, {@code s390x} …), for which
     * {@code __TARGET_ARCH_x86} and the like are defined and which give objects such as {@code drop_x86_bpfel.o}.
     * Example: {@code -Dbpf.targets=amd64,arm64}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.targets", defaultValue = "bpfel,bpfeb")
    List<String> targets;

    /**
     * Clang's optimisation level: {@code 1}, {@code 2}, {@code 3}, {@code s} or {@code z}.
     * Example: {@code -Dbpf.optimization=s}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.optimization", defaultValue = "2")
    String optimization;

    /**
     * BPF instruction set: {@code v1} (any kernel), {@code v2} (4.14), {@code v3} (5.1, atomics 5.12) or {@code v4}
     * (6.6).
     * Example: {@code -Dbpf.cpu=v2}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.cpu", defaultValue = "v3")
    String cpu;

    /**
     * Compiled library code that any program may call: files of LLVM bitcode or textual IR, objects with bitcode in them
     * ({@code clang -fembed-bitcode=all}), or static archives of these. What a program needs of them is linked in, as from a
     * library source. <code>&#123;target&#125;</code> in a path stands for {@code bpfel} or {@code bpfeb}.
     * Example: <code>&lt;libraries>&lt;library>lib/flows-&#123;target&#125;.a&lt;/library>&lt;/libraries></code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.libraries")
    List<String> libraries = List.of();

    /**
     * Functions of library code that stay visible: the kernel verifies each on its own and once, not at every call. The
     * others become static.
     * Example: {@code <exports><export>parse_headers</export></exports>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.exports")
    List<String> exports = List.of();

    /**
     * What to make of warnings about objects: a name of docs/lint.md turns one on, with {@code -} in front off, with
     * {@code =error} behind it is an error, and with a number the limit is another; {@code all} stands for all of them.
     * Example: {@code -Dbpf.lint=-long-map-name,printk=error}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.lint")
    List<String> lint = List.of();

    /**
     * Macros and enum constants that the generated classes shall have: names, with {@code *} and {@code ?}, such as
     * {@code MAX_*}; those behind a {@code !} are left out. Clang evaluates them.
     * Example: {@code <constants><constant>MAX_*</constant><constant>!MAX_INTERNAL_*</constant></constants>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.constants")
    List<String> constants = List.of();

    /**
     * Flags for some of the sources: an object's name or a glob, and {@code <optimization>}, {@code <cpu>},
     * {@code <defines>}, {@code <compilerArgs>}, {@code <lint>}.
     * Example: {@code <objects><object><name>drop</name><cpu>v1</cpu></object></objects>}.
     *
     * @since 0.1.0
     */
    @Parameter
    List<ObjectParameters> objects = List.of();

    /** @param directory without programs */
    final String nothing(File directory, List<String> includes, String parameter) {
        return "No BPF programs: " + directory
                + (directory.isDirectory() ? " has no " + String.join(", ", includes) : " does not exist")
                + ". Put a program there, or set <" + parameter + ">" + library(directory);
    }

    /** Who has a source there may have named it as C sources are named. */
    private static String library(File sourceDirectory) {
        var sources = sourceDirectory.list((directory, name) -> name.endsWith(".c"));
        return sources == null || sources.length == 0
                ? ""
                : "; " + Arrays.stream(sources).sorted().findFirst().orElseThrow()
                        + " is no program, but code for programs, which are called .bpf.c";
    }

    /** Maven makes nothing of an empty element, and of one with a property that is not set. */
    final void requireValues() throws InvalidConfigurationException {
        var lists = new TreeMap<String, List<?>>(Map.of(
                "includes", includes,
                "excludes", excludes,
                "includeDirectories", includeDirectories,
                "compilerArgs", compilerArgs,
                "defines", defines,
                "targets", targets,
                "libraries", libraries,
                "exports", exports,
                "constants", constants,
                "types", types));
        for (var list : lists.entrySet()) {
            if (list.getValue().stream().anyMatch(Objects::isNull)) {
                throw new InvalidConfigurationException("<" + list.getKey()
                        + "> has an element without a value: fill it, or take it out; is a property in it not set?");
            }
        }
    }

    final CompilerFlags flags() {
        return new CompilerFlags(optimization, cpu, defines, compilerArgs);
    }

    final List<FlagOverride> overrides() throws InvalidConfigurationException {
        var overrides = new ArrayList<FlagOverride>();
        for (var object : objects) {
            overrides.add(object.toOverride());
        }
        return overrides;
    }

    final LinkSettings links() {
        return new LinkSettings(project.getBasedir().toPath(), libraries, Set.copyOf(exports));
    }
}
