package io.github.bpfmaven.plugin.inspect;

import java.util.Optional;

import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.ObjectReport;
import io.github.bpfmaven.plugin.provenance.ObjectOrigin;

/**
 * A file that was looked into.
 *
 * @param origin where it comes from, if something beside it says so
 * @param complaint why nothing does, though others are spoken of
 */
public record InspectedFile(
        ObjectFile file,
        ObjectInspector inspector,
        ObjectReport report,
        Optional<ObjectOrigin> origin,
        Optional<String> complaint) {}
