package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Another build, in its own JVM: installs a jar into a cache and prints what its listener hears. */
final class InstallProcess {
    private InstallProcess() {}

    /**
     * Runs in the other JVM.
     *
     * @param arguments jar, cache, and "hang" to stop for good in the middle
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        boolean hang = arguments.length > 2;
        Heard heard = new Heard();
        new LlvmInstaller(Path.of(arguments[1]), heard).install(FakeLlvm.archive(jar), () -> {
            if (hang) {
                System.out.println("hanging");
                sleepForever();
            }
            return jar;
        });
        heard.messages().forEach(System.out::println);
    }

    static Process start(Path jar, Path cache, String... more) throws IOException, URISyntaxException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                placeOf(LlvmInstaller.class) + System.getProperty("path.separator") + placeOf(InstallProcess.class),
                InstallProcess.class.getName(),
                jar.toString(),
                cache.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void sleepForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
