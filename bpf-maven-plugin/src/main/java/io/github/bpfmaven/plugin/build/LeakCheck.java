package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.bpfmaven.inspect.Leak;
import io.github.bpfmaven.inspect.MachineNames;
import io.github.bpfmaven.object.Finding;

/** Knows what would tell where, by whom or on which machine an object was built. */
final class LeakCheck {
    private final MachineNames names;
    private final Path base;
    private final Path buildDirectory;

    LeakCheck(BuildRequest request) {
        this(request, List.of(System.getProperty("user.name")), hosts());
    }

    /**
     * @param users names of accounts
     * @param hosts names of machines
     */
    LeakCheck(BuildRequest request, List<String> users, List<String> hosts) {
        var layout = request.layout();
        this.base = layout.paths().baseDirectory();
        // Of this execution, in the directory of all of them, in the module's.
        this.buildDirectory = layout.workDirectory().resolve("../..").normalize();
        var directories = new ArrayList<String>();
        Stream.of(layout.paths().baseDirectory(), layout.paths().sourceDirectory(), layout.workDirectory())
                .map(Path::toString)
                .forEach(directories::add);
        directories.add(System.getProperty("user.home"));
        directories.add(System.getProperty("java.io.tmpdir"));
        this.names = new MachineNames(directories, users, hosts);
    }

    /** Without a look at any name server, which may take its time. */
    private static List<String> hosts() {
        var hosts = new ArrayList<String>();
        Stream.of(System.getenv("HOSTNAME"), System.getenv("COMPUTERNAME"))
                .filter(Objects::nonNull)
                .forEach(hosts::add);
        try {
            hosts.add(Files.readString(Path.of("/etc/hostname")).strip());
        } catch (IOException none) {
            // Not every system has it.
        }
        return hosts;
    }

    /** What is not to be found. */
    MachineNames names() {
        return names;
    }

    /** What of all that was found does tell something. */
    List<Leak> real(List<Leak> found) {
        return found.stream().filter(leak -> !isNameOfTheProject(leak)).toList();
    }

    /** A file of the project may be called as a machine is; on every machine, if no build has made it. */
    private boolean isNameOfTheProject(Leak leak) {
        if (leak.kind() != Leak.Kind.HOST || leak.severity() != Finding.Severity.ERROR) {
            return false;
        }
        try {
            var file = base.resolve(leak.text()).normalize();
            return file.startsWith(base) && !file.startsWith(buildDirectory) && Files.exists(file);
        } catch (InvalidPathException noName) {
            return false;
        }
    }
}
