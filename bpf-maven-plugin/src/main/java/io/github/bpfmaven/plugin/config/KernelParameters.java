package io.github.bpfmaven.plugin.config;

import java.io.File;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.verify.KernelChoice;
import io.github.bpfmaven.plugin.verify.KernelChoice.WhenAbsent;

/**
 * {@code <kernel>}: one that is asked in a virtual machine.
 *
 * <pre>{@code
 * <kernels>
 *   <kernel>
 *     <name>debian-11</name>
 *     <image>kernels/vmlinuz-5.10.0-32-cloud-amd64</image>
 *   </kernel>
 * </kernels>
 * }</pre>
 */
public final class KernelParameters {
    private @Nullable String name;
    private @Nullable File image;
    private @Nullable Integer memory;
    private @Nullable File config;

    /**
     * What the kernel is called in tables and in the baseline. Default: the file's name without {@code vmlinuz-}; the
     * directory's for a file called {@code vmlinuz} and the like.
     */
    public void setName(String name) {
        this.name = name;
    }

    /** The file with the kernel ({@code vmlinuz}, {@code Image}, {@code bzImage}); it tells the architecture. Required. */
    public void setImage(File image) {
        this.image = image;
    }

    /** Memory of the virtual machine in MiB, at least 64. Default: 256. */
    public void setMemory(int memory) {
        this.memory = memory;
    }

    /**
     * What the kernel was configured with, for programs with {@code __kconfig} variables. Default: {@code config-…} beside
     * {@code vmlinuz-…}, if there is one.
     */
    public void setConfig(File config) {
        this.config = config;
    }

    /**
     * The kernel to ask.
     *
     * @throws InvalidConfigurationException if there is no image, or the memory makes no sense
     */
    public KernelChoice toChoice(WhenAbsent whenAbsent) throws InvalidConfigurationException {
        if (image == null) {
            throw new InvalidConfigurationException(
                    "a <kernel> has no <image>: name the file with the kernel, vmlinuz-… as a rule");
        }
        try {
            return KernelChoice.Image.of(
                    image.toPath(),
                    Optional.ofNullable(name),
                    Optional.ofNullable(memory),
                    Optional.ofNullable(config).map(File::toPath),
                    whenAbsent);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidConfigurationException("<kernel> " + image + ": " + wrong.getMessage());
        }
    }
}
