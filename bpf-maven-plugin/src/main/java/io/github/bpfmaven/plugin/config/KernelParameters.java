package io.github.bpfmaven.plugin.config;

import java.io.File;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

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

    /** What the kernel is called in tables and in the baseline. Default: the file's name. */
    public void setName(String name) {
        this.name = name;
    }

    /** The file with the kernel ({@code vmlinuz}, {@code Image}, {@code bzImage}); it tells the architecture. Required. */
    public void setImage(File image) {
        this.image = image;
    }

    /** Memory of the virtual machine in MiB. Default: what kernels of the architecture need, 128 to 256. */
    public void setMemory(int memory) {
        this.memory = memory;
    }

    /** The name, if one is given. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * The file.
     *
     * @throws InvalidConfigurationException if there is none
     */
    public File image() throws InvalidConfigurationException {
        if (image == null) {
            throw new InvalidConfigurationException(
                    "a <kernel> has no <image>: name the file with the kernel, vmlinuz-… as a rule");
        }
        return image;
    }

    /** The memory in MiB, if it is given. */
    public Optional<Integer> memory() {
        return Optional.ofNullable(memory);
    }
}
