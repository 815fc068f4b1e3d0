package io.github.bpfmaven.toolchain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A machine that {@code org.bytedeco:llvm} has native parts for. */
public enum HostPlatform {
    LINUX_X86_64("linux", "x86_64"),
    LINUX_ARM64("linux", "arm64"),
    MACOSX_ARM64("macosx", "arm64"),
    MACOSX_X86_64("macosx", "x86_64"),
    WINDOWS_X86_64("windows", "x86_64");

    private final String system;
    private final String architecture;

    HostPlatform(String system, String architecture) {
        this.system = system;
        this.architecture = architecture;
    }

    /** The Maven classifier of the native parts, for example {@code linux-x86_64}. */
    public String classifier() {
        return system + "-" + architecture;
    }

    boolean isLinux() {
        return system.equals("linux");
    }

    boolean isMac() {
        return system.equals("macosx");
    }

    boolean isWindows() {
        return system.equals("windows");
    }

    /**
     * The platform that a JVM names with these values of {@code os.name} and {@code os.arch}.
     *
     * @return empty when there are no native parts for it
     */
    public static Optional<HostPlatform> of(String osName, String osArch) {
        String wanted = system(osName) + "-" + architecture(osArch);
        return Arrays.stream(values())
                .filter(platform -> platform.classifier().equals(wanted))
                .findFirst();
    }

    /**
     * As {@link #of(String, String)}.
     *
     * @throws ToolchainException when there are no native parts for it; says which hosts have some
     */
    public static HostPlatform require(String osName, String osArch) throws ToolchainException {
        Optional<HostPlatform> platform = of(osName, osArch);
        if (platform.isEmpty()) {
            throw new ToolchainException("There is no LLVM on Maven Central for this host (os.name=" + osName
                    + ", os.arch=" + osArch + "); there is one for "
                    + supported() + ". " + HostRequirements.WAY_OUT);
        }
        return platform.get();
    }

    private static String supported() {
        return Arrays.stream(values()).map(HostPlatform::classifier).collect(Collectors.joining(", "));
    }

    private static String system(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac os x") || name.startsWith("macos") ? "macosx" : name;
    }

    private static String architecture(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x86-64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch;
        };
    }
}
