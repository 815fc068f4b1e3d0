package io.github.bpfmaven.loader;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.github.bpfmaven.loader.attach.NetworkDevice;
import io.github.bpfmaven.loader.map.LoadedMap;

/** What a map is to be like where it is not to be as the object has it. Set before the load; nothing changes afterwards. */
public final class MapSettings {
    OptionalLong maxEntries = OptionalLong.empty();
    OptionalLong flags = OptionalLong.empty();
    OptionalInt numaNode = OptionalInt.empty();
    OptionalInt valueSize = OptionalInt.empty();
    Optional<Pin> pin = Optional.empty();
    Optional<LoadedMap> reused = Optional.empty();
    Optional<LoadedMap> inner = Optional.empty();
    Optional<Boolean> create = Optional.empty();
    Optional<NetworkDevice> device = Optional.empty();
    boolean empty;

    MapSettings() {}

    /** @param path empty for none, whatever the object says */
    record Pin(String path) {}

    /** How many elements it has room for; bytes for ring buffers, a power of two that is a multiple of the page size. */
    public MapSettings maxEntries(long count) {
        maxEntries = OptionalLong.of(count);
        return this;
    }

    /** {@code BPF_F_*}, in place of those that the object gives. */
    public MapSettings flags(long bits) {
        flags = OptionalLong.of(bits);
        return this;
    }

    /** The node that its memory is on ({@code BPF_F_NUMA_NODE}). */
    public MapSettings numaNode(int node) {
        numaNode = OptionalInt.of(node);
        return this;
    }

    /** The bytes of a value; what BTF says of it does not count then. */
    public MapSettings valueSize(int bytes) {
        valueSize = OptionalInt.of(bytes);
        return this;
    }

    /** Where it is pinned; a map that is pinned there is used, if it is like this one. */
    public MapSettings pin(String path) {
        pin = Optional.of(new Pin(path));
        return this;
    }

    /** Not pinned, though the object says so. */
    public MapSettings unpinned() {
        pin = Optional.of(new Pin(""));
        return this;
    }

    /** The network interface in whose memory it is, for programs that run there ({@link ProgramSettings#offload}). */
    public MapSettings offload(NetworkDevice networkInterface) {
        device = Optional.of(networkInterface);
        return this;
    }

    /** A map that is there already, in place of a new one. It stays open when the object is closed. */
    public MapSettings reuse(LoadedMap map) {
        reused = Optional.of(map);
        return this;
    }

    /** A map that those in this map of maps are to be like, where the object does not say. */
    public MapSettings inner(LoadedMap map) {
        inner = Optional.of(map);
        return this;
    }

    /** Whether it is made at all; programs that use one that is not are refused, unless no path leads there. */
    public MapSettings create(boolean wanted) {
        create = Optional.of(wanted);
        return this;
    }

    /** It holds no programs from the start, though the object says so: for an object of which only some are loaded. */
    public MapSettings empty() {
        empty = true;
        return this;
    }
}
