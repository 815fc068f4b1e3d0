package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;

import io.github.bpfmaven.header.HeaderOptions;

/**
 * A header to write.
 *
 * @param source where the types come from
 * @param output the header
 * @param options the comment apart, which is made from what the source is
 */
public record HeaderRequest(HeaderSource source, Path output, HeaderOptions options) {}
