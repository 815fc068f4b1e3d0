package io.github.bpfmaven.plugin.config;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

/**
 * {@code <object>}: flags for some of the sources, on top of the common ones.
 *
 * <pre>{@code
 * <objects>
 *   <object>
 *     <name>drop</name>
 *     <defines><define>MAX_PORTS=64</define></defines>
 *   </object>
 *   <object>
 *     <name>com/acme/legacy/**</name>
 *     <cpu>v1</cpu>
 *   </object>
 * </objects>
 * }</pre>
 */
public final class ObjectParameters {
    private @Nullable String name;
    private @Nullable String optimization;
    private @Nullable String cpu;
    private List<String> defines = List.of();
    private List<String> compilerArgs = List.of();
    private List<String> lint = List.of();

    /**
     * An object's name ({@code drop} for {@code drop.bpf.c}), or a glob over the path below the source directory.
     * Required.
     */
    public void setName(String name) {
        this.name = name;
    }

    /** In place of the common {@code <optimization>}. */
    public void setOptimization(String optimization) {
        this.optimization = optimization;
    }

    /** In place of the common {@code <cpu>}. */
    public void setCpu(String cpu) {
        this.cpu = cpu;
    }

    /** Added to the common {@code <defines>}. */
    public void setDefines(List<String> defines) {
        this.defines = List.copyOf(defines);
    }

    /** Added behind the common {@code <compilerArgs>}. */
    public void setCompilerArgs(List<String> compilerArgs) {
        this.compilerArgs = List.copyOf(compilerArgs);
    }

    /** Added behind the common {@code <lint>}. */
    public void setLint(List<String> lint) {
        this.lint = List.copyOf(lint);
    }

    /** @throws InvalidConfigurationException if it doesn't say which objects are meant */
    public FlagOverride toOverride() throws InvalidConfigurationException {
        if (name == null || name.isBlank()) {
            throw new InvalidConfigurationException(
                    "an <object> needs a <name>: an object's name, or a glob such as com/acme/**");
        }
        return new FlagOverride(
                name, Optional.ofNullable(optimization), Optional.ofNullable(cpu), defines, compilerArgs, lint);
    }
}
