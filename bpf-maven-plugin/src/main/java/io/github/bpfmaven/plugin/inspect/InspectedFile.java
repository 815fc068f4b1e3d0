package io.github.bpfmaven.plugin.inspect;

import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.ObjectReport;

/** A file that was looked into. */
public record InspectedFile(ObjectFile file, ObjectInspector inspector, ObjectReport report) {}
