package io.github.bpfmaven.plugin.incremental;

/**
 * A file as it was at some time.
 *
 * @param path absolute, as text
 * @param stamp what the file system told of it
 * @param settled whether the same stamp means the same content
 * @param digest of its content
 */
record ObservedFile(String path, FileStamp stamp, boolean settled, String digest) {}
