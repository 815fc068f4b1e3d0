package io.github.bpfmaven.plugin.problem;

import java.nio.file.Path;
import java.util.List;

/** Hears what is wrong with the sources of a build. */
public interface BuildListener {
    /**
     * Whether problems have to be named though nothing has changed since they were named last.
     *
     * @return false if a build in which there is nothing to do may say just that
     */
    boolean wantsEverything();

    /**
     * A build begins to look at sources. What was said of them before is void: it is said again if it still holds.
     *
     * @param sources absolute paths
     */
    void begins(List<Path> sources);

    /** Something is wrong. Each problem is named once, in the order of the sources; notes follow what they belong to. */
    void problem(Problem problem);

    /**
     * Why the last problem that was named happens, and what to do about it.
     *
     * @param severity the problem's
     * @param text lines
     */
    void explanation(Problem.Severity severity, String text);
}
