package io.github.bpfmaven.cli;

import java.io.IOException;
import java.util.Properties;

import io.github.bpfmaven.toolchain.LlvmRelease;

import picocli.CommandLine.IVersionProvider;

/** This build's version. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"bpf-linker " + number() + " (bpf-maven-plugin), LLVM " + LlvmRelease.PINNED.version()};
    }

    static String number() {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return properties.getProperty("version");
    }
}
