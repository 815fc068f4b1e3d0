package io.github.bpfmaven.loader;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.loader.types.KernelSettings;

/**
 * What is to be loaded, and how.
 *
 * @param name of the object, a part of the names of the maps of its variables
 * @param bytes of the object; not copied
 * @param maps by name
 * @param programs by name
 * @param contents of sections of variables, by name
 * @param pinDirectory where maps are pinned by their names
 * @param types those that CO-RE relocations are applied for; nothing for the kernel's own
 * @param settings the kernel's configuration; nothing for what the kernel says
 */
record ObjectRequest(
        String name,
        byte[] bytes,
        Map<String, MapSettings> maps,
        Map<String, ProgramSettings> programs,
        Map<String, ByteBuffer> contents,
        String pinDirectory,
        Optional<Btf> types,
        Optional<KernelSettings> settings) {
    Optional<MapSettings> map(String map) {
        return Optional.ofNullable(maps.get(map));
    }

    ProgramSettings program(String program) {
        return Optional.ofNullable(programs.get(program)).orElseGet(ProgramSettings::new);
    }

    Optional<byte[]> content(String section) {
        return Optional.ofNullable(contents.get(section)).map(ByteBuffer::array);
    }
}
