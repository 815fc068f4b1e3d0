package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.bpfmaven.inspect.Leak;
import io.github.bpfmaven.inspect.MachineNames;
import io.github.bpfmaven.inspect.PathCheck;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.Finding;

/** Looks whether an object tells where, by whom or on which machine it was built. */
final class LeakCheck {
    private final PathCheck check;

    LeakCheck(BuildRequest request) {
        var layout = request.layout();
        var directories = new ArrayList<String>();
        Stream.of(layout.paths().baseDirectory(), layout.paths().sourceDirectory(), layout.workDirectory())
                .map(Path::toString)
                .forEach(directories::add);
        directories.add(System.getProperty("user.home"));
        directories.add(System.getProperty("java.io.tmpdir"));
        this.check = new PathCheck(new MachineNames(directories, List.of(System.getProperty("user.name")), hosts()));
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

    /**
     * What it tells, errors first.
     *
     * @param read what is in it
     */
    List<Leak> check(byte[] object, BpfObject read) {
        return check.check(object, read).stream()
                .filter(leak -> !isNameOfTheProject(leak))
                .toList();
    }

    /** A directory of the sources may be called as somebody is, on every machine. */
    private static boolean isNameOfTheProject(Leak leak) {
        return (leak.kind() == Leak.Kind.USER || leak.kind() == Leak.Kind.HOST)
                && leak.severity() == Finding.Severity.ERROR
                && !Path.of(leak.text()).isAbsolute();
    }
}
