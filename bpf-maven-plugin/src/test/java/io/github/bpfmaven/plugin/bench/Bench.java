package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What every scenario needs.
 *
 * @param rounds that are measured, behind one that isn't
 * @param cache for the build cache, where a scenario has one
 */
record Bench(PlainBuild plain, PluginBuild plugin, int rounds, Path cache, Report report) {
    private static final String NO_CACHE = "-Dbpf.cache=false";

    /** The goal from nothing, as in a fresh checkout: no {@code target}, no build cache. */
    PluginBuild.Run cold(BenchProject project) throws IOException, InterruptedException {
        project.makeRoom();
        return plugin.run(project, NO_CACHE);
    }

    /** The goal with what the last one has left. */
    PluginBuild.Run again(BenchProject project) throws IOException, InterruptedException {
        return plugin.run(project, NO_CACHE);
    }

    /** The processes that the goal starts with what the last one has left. */
    int processesAgain(BenchProject project) throws IOException, InterruptedException {
        return plugin.processesStarted(project, NO_CACHE);
    }

    /** The goal when it has nothing to do because it is told so: what Maven takes to load the plugin. */
    PluginBuild.Run skipped(BenchProject project) throws IOException, InterruptedException {
        return plugin.run(project, "-Dbpf.skip");
    }

    /** The goal from nothing but a build cache, which has what it makes afterwards. */
    PluginBuild.Run filling(BenchProject project) throws IOException, InterruptedException {
        project.makeRoom();
        return withCache(project);
    }

    /** The goal behind {@code mvn clean}, and with a build cache. */
    PluginBuild.Run cached(BenchProject project) throws IOException, InterruptedException {
        project.clean();
        return withCache(project);
    }

    private PluginBuild.Run withCache(BenchProject project) throws IOException, InterruptedException {
        return plugin.run(project, "-Dbpf.cache=true", "-Dbpf.buildCacheDirectory=" + cache);
    }
}
