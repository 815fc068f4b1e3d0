package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import io.github.bpfmaven.header.BtfSource;
import io.github.bpfmaven.header.HeaderException;
import io.github.bpfmaven.header.HeaderOptions;
import io.github.bpfmaven.header.VmlinuxHeader;
import io.github.bpfmaven.toolchain.Sha256;

/** A kernel whose types come with the plugin, one for each of some architectures. */
public enum PackedKernel {
    /** x86-64; also for objects that are for any little-endian machine. */
    X86("x86", ByteOrder.LITTLE_ENDIAN),
    /** 64 bit Arm. */
    ARM64("arm64", ByteOrder.LITTLE_ENDIAN),
    /** IBM Z; also for objects that are for any big-endian machine. */
    S390("s390", ByteOrder.BIG_ENDIAN);

    private static final String ROOT = "/META-INF/bpf-kernels/";

    private final String architecture;
    private final ByteOrder byteOrder;

    PackedKernel(String architecture, ByteOrder byteOrder) {
        this.architecture = architecture;
        this.byteOrder = byteOrder;
    }

    /** The kernel for a target; nothing if none of its architecture comes with the plugin. */
    public static Optional<PackedKernel> of(CompileTarget target) {
        return Stream.of(values())
                .filter(kernel -> target.architecture()
                        .map(kernel.architecture::equals)
                        .orElse(kernel != ARM64
                                && kernel.byteOrder.equals(target.byteOrder().byteOrder())))
                .findFirst();
    }

    /** As in {@code __TARGET_ARCH_…}. */
    public String architecture() {
        return architecture;
    }

    /** Which kernel it is, and the SHA-256 of its packed types: what stands at the top of its header. */
    public List<String> description() {
        return List.of(
                "Types of Linux " + version() + ", as they come with bpf-maven-plugin.", "BTF " + Sha256.of(section()));
    }

    /** A {@code vmlinux.h} with all of its types and kfuncs. */
    public String header() {
        try {
            return VmlinuxHeader.of(
                    source().btf(),
                    new HeaderOptions(List.of(), List.of(), 0, true, true, "__VMLINUX_H__", description()));
        } catch (HeaderException damaged) {
            throw new IllegalStateException("the plugin's jar is damaged: " + file(), damaged);
        }
    }

    /** Its types and which kernel it is. Functions that are no kfuncs were left out when they were packed. */
    public BtfSource source() {
        try {
            var packed = BtfSource.read(section(), Optional.empty());
            return new BtfSource(packed.btf(), packed.sha256(), Optional.of(version()));
        } catch (HeaderException damaged) {
            throw new IllegalStateException("the plugin's jar is damaged: " + file(), damaged);
        }
    }

    /** Of the kernel that the types are of, with its distributor: {@code 7.2.13 (Debian 7.2.13-1, amd64)}. */
    public String version() {
        var versions = new Properties();
        try (var in = open("kernels.properties")) {
            versions.load(in);
        } catch (IOException damaged) {
            throw new IllegalStateException("the plugin's jar can't be read", damaged);
        }
        return versions.getProperty(architecture);
    }

    private byte[] section() {
        try (var in = new GZIPInputStream(open(file()))) {
            return in.readAllBytes();
        } catch (IOException damaged) {
            throw new IllegalStateException("the plugin's jar can't be read", damaged);
        }
    }

    private String file() {
        return architecture + ".btf.gz";
    }

    private static InputStream open(String name) {
        var in = PackedKernel.class.getResourceAsStream(ROOT + name);
        if (in == null) {
            throw new IllegalStateException("the plugin's jar is incomplete: " + ROOT + name + " is missing");
        }
        return in;
    }
}
