package io.github.bpfmaven.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be typed: bpf-linker's own flags (0.11), those that it once had, and ours. */
@Command(
        name = "bpf-linker",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Links LLVM bitcode into an eBPF object.",
            "",
            "Inputs are bitcode, textual IR, objects with bitcode in them, and static archives of these, of which what is"
                    + " needed is linked."
        },
        footer = {"", "Exit status: 0 linked, 1 not linked, 2 wrong usage."})
final class Arguments {
    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "what is linked")
    List<Path> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "the output")
    Path output = Path.of("");

    @Option(
            names = "--target",
            paramLabel = "TRIPLE",
            description = "bpfel, bpfeb or bpf (this machine's); default: the first input's")
    @Nullable
    String target;

    @Option(
            names = "--cpu",
            paramLabel = "CPU",
            description =
                    "generic, probe, v1, v2, v3, v4; default: what the first input was compiled for, in exports mode generic")
    @Nullable
    String cpu;

    @Option(names = "--cpu-features", paramLabel = "LIST", description = "such as +alu32,-dwarfris")
    @Nullable
    String cpuFeatures;

    @Option(
            names = "--emit",
            paramLabel = "KIND",
            split = ",",
            description = "obj (default), asm, llvm-bc, llvm-ir; the first one counts")
    List<String> emit = new ArrayList<>();

    @Option(
            names = "-O",
            paramLabel = "LEVEL",
            description =
                    "0 to 3, s, z: optimise once more at that level; the last one counts. Default: in C mode as little as serves, in exports mode 2")
    List<String> optimization = new ArrayList<>();

    @Option(
            names = "--c",
            description =
                    "C mode though symbols are exported: what isn't static stays visible, but for library functions")
    boolean cMode;

    @Option(
            names = "--export",
            paramLabel = "SYMBOL",
            split = ",",
            description = "keep visible; without --c, nothing else stays visible (exports mode)")
    List<String> exports = new ArrayList<>();

    @Option(
            names = "--export-symbols",
            paramLabel = "FILE",
            description = "the same, with the symbols in a file, one a line")
    List<Path> exportFiles = new ArrayList<>();

    @Option(names = "--whole-archive", description = "link archives whole, not what is needed of them")
    boolean wholeArchive;

    @Option(
            names = "--library",
            paramLabel = "FILE",
            description = "an input of which only what is needed is linked, also if it is no archive")
    List<Path> libraries = new ArrayList<>();

    @Option(names = "--allow-undefined", description = "leave symbols that nobody defines for another link")
    boolean allowUndefined;

    @Option(names = "--btf", description = "keep debug info and write BTF; default in C mode")
    boolean btf;

    @Option(names = "--no-btf", description = "drop debug info; default in exports mode")
    boolean noBtf;

    @Option(names = "--keep-dwarf", description = "write DWARF as well")
    boolean keepDwarf;

    @Option(names = "--unroll-loops", description = "unroll loops whose end is known, for kernels before 5.3")
    boolean unrollLoops;

    @Option(
            names = "--ignore-inline-never",
            description = "inline what is marked noinline too, for kernels before 4.16")
    boolean ignoreInlineNever;

    @Option(
            names = "--disable-memory-builtins",
            description = "let memcpy, memmove, memset, memcmp and bcmp become static")
    boolean disableMemoryBuiltins;

    @Option(
            names = "--expand-memcpy-in-order",
            description = "copy with loads and stores in turn; default in exports mode")
    boolean expandMemcpyInOrder;

    @Option(names = "--disable-expand-memcpy-in-order", description = "don't")
    boolean disableExpandMemcpyInOrder;

    @Option(
            names = "--stack-size",
            paramLabel = "BYTES",
            description = "stack that a function may use; default: LLVM's 512")
    @Nullable
    Integer stackSize;

    @Option(
            names = "--llvm-args",
            paramLabel = "LIST",
            split = ",",
            description = "LLVM's own options; a value that starts with a dash needs =")
    List<String> llvmArguments = new ArrayList<>();

    @Option(
            names = "--llvm",
            paramLabel = "DIR",
            description = "LLVM's directory; default: $BPF_LLVM_HOME, then what bpf-maven-plugin has unpacked")
    @Nullable
    Path llvm;

    @Option(
            names = "--map-file",
            paramLabel = "FILE",
            description = "write which input gave which symbol, and how large it is")
    @Nullable
    Path mapFile;

    @Option(
            names = "--dump-module",
            paramLabel = "DIR",
            description = "write the module as text there, before and after it is optimised")
    @Nullable
    Path dumpModule;

    @Option(names = "--log-file", paramLabel = "FILE", description = "append messages to that file too")
    @Nullable
    Path logFile;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "off, error, warn (default), info, debug, trace")
    String logLevel = "warn";

    @Option(
            names = "--fatal-errors",
            paramLabel = "BOOL",
            arity = "1",
            description =
                    "false: LLVM's warnings about errors don't count; kept for bpf-linker's users, an output with errors is never written")
    boolean fatalErrors = true;

    @Option(names = "--allow-bpf-trap", description = "without effect before LLVM 21")
    boolean allowBpfTrap;

    @Option(names = "-L", paramLabel = "DIR", description = "without effect, as in bpf-linker; rustc gives it")
    List<Path> searchPath = new ArrayList<>();

    // What rustc or older versions give and gave; told about at --log-level info.

    @Option(names = "--debug", hidden = true)
    boolean debug;

    @Option(
            names = {"-l", "--lib"},
            hidden = true)
    List<String> lib = new ArrayList<>();

    @Option(names = "--rsp-quoting", hidden = true)
    List<String> rspQuoting = new ArrayList<>();

    @Option(
            names = {"--flavor", "-flavor"},
            hidden = true)
    List<String> flavor = new ArrayList<>();

    @Option(names = "--no-entry", hidden = true)
    boolean noEntry;

    @Option(names = "--gc-sections", hidden = true)
    boolean gcSections;

    @Option(names = "--strip-debug", hidden = true)
    boolean stripDebug;

    @Option(names = "--strip-all", hidden = true)
    boolean stripAll;

    /** Names of the flags that were given and do nothing. */
    List<String> ignored() {
        var ignored = new ArrayList<String>();
        addIf(ignored, !lib.isEmpty(), "--lib");
        addIf(ignored, !rspQuoting.isEmpty(), "--rsp-quoting");
        addIf(ignored, !flavor.isEmpty(), "--flavor");
        addIf(ignored, noEntry, "--no-entry");
        addIf(ignored, gcSections, "--gc-sections");
        addIf(ignored, stripDebug, "--strip-debug");
        addIf(ignored, stripAll, "--strip-all");
        addIf(ignored, !searchPath.isEmpty(), "-L");
        addIf(ignored, debug, "--debug");
        addIf(ignored, allowBpfTrap, "--allow-bpf-trap");
        return ignored;
    }

    private static void addIf(List<String> names, boolean given, String name) {
        if (given) {
            names.add(name);
        }
    }
}
