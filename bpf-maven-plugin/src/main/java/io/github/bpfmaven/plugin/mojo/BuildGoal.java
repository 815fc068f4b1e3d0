package io.github.bpfmaven.plugin.mojo;

import io.github.bpfmaven.plugin.build.BuildRequest;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.editor.CommandFiles;

/** A goal that builds at each build of a module, and whose build other goals do in its place. */
interface BuildGoal {
    /** Whether the user has switched it off. */
    boolean isSkipped();

    /** What it builds. */
    BuildRequest buildRequest() throws InvalidConfigurationException;

    /** Where clang's arguments are written down, whether each build does so or not. */
    CommandFiles commandFiles();
}
