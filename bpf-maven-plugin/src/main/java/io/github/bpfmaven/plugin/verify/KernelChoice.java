package io.github.bpfmaven.plugin.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.loader.machine.MachineSettings;

/** A kernel that is to be asked. */
public sealed interface KernelChoice {
    /** What to do where it can't be had. */
    WhenAbsent whenAbsent();

    /** What to do where a kernel can't be had. */
    enum WhenAbsent {
        /** The build fails. */
        FAIL,
        /** A sentence says so, and the others are asked. */
        SKIP
    }

    /** The kernel of the machine that builds. */
    record ThisMachine(WhenAbsent whenAbsent) implements KernelChoice {}

    /**
     * A kernel that is started in a virtual machine.
     *
     * @param name in tables and in the baseline
     * @param image the file with the kernel; it tells the architecture
     * @param settings of the virtual machine
     */
    record Image(String name, Path image, MachineSettings settings, WhenAbsent whenAbsent) implements KernelChoice {
        private static final Set<String> USUAL_NAMES = Set.of("vmlinuz", "vmlinux", "Image", "Image.gz", "bzImage");

        /**
         * A kernel by its file.
         *
         * @param name nothing for the file's name, or the directory's where the file is called as any kernel is
         * @param memory in MiB; nothing for the usual
         * @param config what the kernel was configured with; nothing for the file that packages have beside it
         * @throws IllegalArgumentException if there is too little memory, or the name can't be one
         */
        public static Image of(
                Path image,
                Optional<String> name,
                Optional<Integer> memory,
                Optional<Path> config,
                WhenAbsent whenAbsent) {
            var settings = MachineSettings.usual();
            if (memory.isPresent()) {
                settings = settings.withMemory(memory.get());
            }
            var known = config.or(() -> configBeside(image));
            if (known.isPresent()) {
                settings = settings.withConfig(known.get());
            }
            return new Image(checked(name.orElseGet(() -> usualName(image))), image, settings, whenAbsent);
        }

        /** Names are fields of lines, some of which are comments. */
        private static String checked(String name) {
            var stripped = name.strip();
            if (stripped.isEmpty()
                    || stripped.startsWith("#")
                    || stripped.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "'" + stripped.replaceAll("\\p{Cc}", "?")
                                + "' is no name for a kernel: give it a <name> of printable characters that does not start with #");
            }
            return stripped;
        }

        private static String usualName(Path image) {
            var file = image.toAbsolutePath().normalize();
            var name = fileName(file);
            var directory = Optional.ofNullable(file.getParent()).map(Path::getFileName);
            return USUAL_NAMES.contains(name) && directory.isPresent()
                    ? directory.get().toString()
                    : name.replaceFirst("^vmlinu[xz]-", "");
        }

        /** Empty for the root of a file system. */
        private static String fileName(Path file) {
            return Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
        }

        /** {@code config-6.1.0} beside {@code vmlinuz-6.1.0}, as all distributions have it. */
        private static Optional<Path> configBeside(Path image) {
            var name = fileName(image);
            var dash = name.indexOf('-');
            var config = image.resolveSibling("config" + (dash < 0 ? "" : name.substring(dash)));
            return Files.isRegularFile(config) ? Optional.of(config) : Optional.empty();
        }
    }
}
