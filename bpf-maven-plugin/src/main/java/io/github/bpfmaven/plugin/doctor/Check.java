package io.github.bpfmaven.plugin.doctor;

import java.util.List;

/** Looks at one side of the surroundings. Changes nothing that it doesn't put back. */
interface Check {
    /** One word, in small letters: what programs know it by. */
    String name();

    /**
     * What there is to say about it; nothing if it doesn't concern this machine.
     *
     * @throws Exception if it can't be found out, which {@link Doctor} makes a finding of
     */
    List<Finding> examine() throws Exception;
}
