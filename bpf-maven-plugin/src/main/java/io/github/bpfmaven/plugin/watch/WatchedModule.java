package io.github.bpfmaven.plugin.watch;

import io.github.bpfmaven.plugin.build.BuildRequest;

/**
 * A build that is repeated.
 *
 * @param name of the module, and whether it is its tests; not of its own where it has several of either
 * @param request what is built
 */
public record WatchedModule(String name, BuildRequest request) {}
