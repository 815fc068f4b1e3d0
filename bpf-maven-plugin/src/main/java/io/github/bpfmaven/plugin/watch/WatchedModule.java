package io.github.bpfmaven.plugin.watch;

import io.github.bpfmaven.plugin.build.BuildRequest;

/**
 * A build that is repeated.
 *
 * @param name of the module and, where it has several, of the execution
 * @param request what is built
 */
public record WatchedModule(String name, BuildRequest request) {}
