package io.github.bpfmaven.toolchain;

/**
 * A jar of LLVM's native parts, known by its digest before it is there.
 *
 * @param version LLVM's own version, for example {@code 20.1.7}
 * @param name what its directory in the cache is called, unique for its contents
 * @param sha256 of the whole jar: 64 hexadecimal digits in lower case
 * @param layout what is taken from it, and where that goes
 */
public record LlvmArchive(String version, String name, String sha256, LlvmLayout layout) {

    /**
     * The jar that {@code org.bytedeco:llvm} has for a host.
     *
     * @param artifactVersion Maven's version, of which the part before the first hyphen is LLVM's
     */
    public static LlvmArchive of(String artifactVersion, HostPlatform platform, String sha256) {
        String version = artifactVersion.split("-", 2)[0];
        String name = "llvm-" + artifactVersion + "-" + platform.classifier() + "-" + sha256.substring(0, 8);
        return new LlvmArchive(version, name, sha256, LlvmLayout.of(version, platform));
    }

    /** For fingerprints: equal for equal bytes of LLVM, whichever machine or directory they are on. */
    public String identity() {
        return "llvm " + version + " sha256:" + sha256;
    }
}
