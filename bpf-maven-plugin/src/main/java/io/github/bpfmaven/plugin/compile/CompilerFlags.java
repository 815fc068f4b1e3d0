package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the user may choose about a compile.
 *
 * @param optimization what follows {@code -O}: {@code 1} to {@code 3}, {@code s} or {@code z}
 * @param cpu BPF instruction set: {@code v1} to {@code v4}
 * @param defines {@code NAME} or {@code NAME=VALUE}
 * @param arguments passed to clang as they are, last
 */
public record CompilerFlags(String optimization, String cpu, List<String> defines, List<String> arguments) {
    private static final Set<String> OPTIMIZATIONS = Set.of("1", "2", "3", "s", "z");

    /** The names that both clang 20 and the BPF back end know (LLVM's BPF.td), but for "probe", which asks the host. */
    private static final Set<String> CPUS = Set.of("generic", "v1", "v2", "v3", "v4");

    /** What would take a decision away from the plugin; clang would obey, and the build would fail in an odd place. */
    private static final Set<String> RESERVED =
            Set.of("-c", "-S", "-E", "-o", "-target", "-emit-llvm", "-fsyntax-only", "-flto", "-x", "-g0");

    public CompilerFlags {
        defines = List.copyOf(defines);
        arguments = List.copyOf(arguments);
    }

    /**
     * Checks what clang would not, or would complain of obscurely.
     *
     * @throws InvalidConfigurationException with what is wrong and what there is to choose from
     */
    public void check() throws InvalidConfigurationException {
        if (!CPUS.contains(cpu)) {
            throw new InvalidConfigurationException(
                    "unknown cpu '" + cpu + "': <cpu> is v1, v2, v3, v4 or generic (which is v1)");
        }
        if (!OPTIMIZATIONS.contains(optimization)) {
            throw new InvalidConfigurationException("unknown optimization '" + optimization
                    + "': <optimization> is 1, 2, 3, s or z; the verifier refuses most code of level 0");
        }
        for (var define : defines) {
            if (!define.matches("[A-Za-z_]\\w*(\\([^)]*\\))?(=.*)?")) {
                throw new InvalidConfigurationException("'" + define + "' in <defines> is not NAME or NAME=VALUE");
            }
        }
        for (var argument : arguments) {
            if (isReserved(argument)) {
                throw new InvalidConfigurationException("'" + argument + "' can't be in <compilerArgs>: "
                        + "the plugin itself says what clang makes, for which target and where"
                        + (argument.contains("target") ? "; set <targets>" : ""));
            }
        }
    }

    private static boolean isReserved(String argument) {
        return RESERVED.contains(argument)
                || Stream.of("--target", "-M", "-flto=").anyMatch(argument::startsWith);
    }

    /** These flags, overridden and added to by a more particular set. */
    CompilerFlags with(FlagOverride override) {
        return new CompilerFlags(
                override.optimization().orElse(optimization),
                override.cpu().orElse(cpu),
                Stream.concat(defines.stream(), override.defines().stream()).toList(),
                Stream.concat(arguments.stream(), override.arguments().stream()).toList());
    }
}
