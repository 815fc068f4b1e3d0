package io.github.bpfmaven.toolchain;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * A release of LLVM as {@code org.bytedeco:llvm} on Maven Central packs it: one jar of native parts for each host.
 *
 * @param version LLVM's own, for example {@code 20.1.7}
 * @param artifactVersion Maven's, for example {@code 20.1.7-1.5.12}
 * @param jars digest and size of the jar for each host
 */
public record LlvmRelease(String version, String artifactVersion, Map<HostPlatform, Jar> jars) {
    public static final String GROUP_ID = "org.bytedeco";
    public static final String ARTIFACT_ID = "llvm";

    /** The release that this version of the plugin was tested with. Change it together with the parent POM. */
    public static final LlvmRelease PINNED = new LlvmRelease(
            "20.1.7",
            "20.1.7-1.5.12",
            Map.of(
                    HostPlatform.LINUX_X86_64,
                    new Jar(
                            "c9a63eb7b03477b582d558b51c288fd1731bf795bc741c10b32bdd6bcc2c501f",
                            147_506_405,
                            268_591_358),
                    HostPlatform.LINUX_ARM64,
                    new Jar(
                            "a293dd0ee0dd44f34afd34f3c52a101627221fa72f166e954e9e2aa16ec5641c",
                            144_485_242,
                            258_170_110),
                    HostPlatform.MACOSX_ARM64,
                    new Jar(
                            "0eff8e4fc9af2b3f77898da7ca997567cddfa033fd872b0ba46e16b657e01018",
                            106_428_628,
                            203_231_142),
                    HostPlatform.MACOSX_X86_64,
                    new Jar(
                            "e3bc05560dae04e8dccf833332ce69283a9663f88a90bd03f0760ffb8a9116e1",
                            111_921_320,
                            214_323_830),
                    HostPlatform.WINDOWS_X86_64,
                    new Jar(
                            "2b24586e5f914397baa1745f81f911c00c6ee4f90a414d2326761ebbf41a8b24",
                            903_631_485,
                            362_476_110)));

    public LlvmRelease {
        jars = Map.copyOf(jars);
    }

    /**
     * The jar of native parts for a host.
     *
     * @param sha256 64 hexadecimal digits in lower case
     * @param sizeInBytes what has to be downloaded
     * @param unpackedInBytes what the files taken from it need on the disk
     */
    public record Jar(String sha256, long sizeInBytes, long unpackedInBytes) {}

    /** Digest and size of the jar for a host; a release has one for every {@link HostPlatform}. */
    public Jar jar(HostPlatform platform) {
        return Objects.requireNonNull(jars.get(platform), platform::classifier);
    }

    /** Version and a digest over the digests of all jars: the same on every host. */
    public String name() {
        var all = new StringBuilder();
        for (HostPlatform platform : HostPlatform.values()) {
            all.append(platform.classifier())
                    .append(' ')
                    .append(jar(platform).sha256())
                    .append('\n');
        }
        return artifactVersion + " sha256:" + Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What is taken from the jar for a host. */
    public LlvmArchive archive(HostPlatform platform) {
        return LlvmArchive.of(artifactVersion, platform, jar(platform).sha256());
    }
}
