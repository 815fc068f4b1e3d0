package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.github.bpfmaven.loader.attach.Link;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.types.TargetKernel;

/**
 * An object in a kernel. When it is closed, its programs are taken off and all of it goes, but for what is pinned. For use by
 * several threads.
 */
public final class LoadedObject implements AutoCloseable {
    private final TargetKernel kernel;
    private final Resources resources;
    private final Map<String, LoadedProgram> programs;
    private final Map<String, LoadedMap> maps;
    private final Map<String, LoadedStructOps> structOps;
    private final List<String> notes;

    LoadedObject(
            TargetKernel kernel,
            Resources resources,
            Map<String, LoadedProgram> programs,
            Map<String, LoadedMap> maps,
            Map<String, LoadedStructOps> structOps,
            List<String> notes) {
        this.kernel = kernel;
        this.resources = resources;
        this.programs = programs;
        this.maps = maps;
        this.structOps = structOps;
        this.notes = List.copyOf(notes);
    }

    /** The kernel that it is in. */
    public TargetKernel kernel() {
        return kernel;
    }

    /** The programs that are loaded, in the order of the object. */
    public Collection<LoadedProgram> programs() {
        return List.copyOf(programs.values());
    }

    /**
     * The program of that name.
     *
     * @throws NoSuchElementException if there is none, or it is not loaded
     */
    public LoadedProgram program(String name) {
        return find(programs, name, "program");
    }

    /** The maps, those of the variables among them. */
    public Collection<LoadedMap> maps() {
        return List.copyOf(maps.values());
    }

    /**
     * The map of that name; of a section of variables the section's, like {@code .data}.
     *
     * @throws NoSuchElementException if there is none, or it is not made
     */
    public LoadedMap map(String name) {
        return find(maps, name, "map");
    }

    /** The tables of functions of the kernel that are made. */
    public Collection<LoadedStructOps> structOps() {
        return List.copyOf(structOps.values());
    }

    /**
     * The table of functions of that name.
     *
     * @throws NoSuchElementException if there is none, or it is not made
     */
    public LoadedStructOps structOps(String name) {
        return find(structOps, name, "struct_ops");
    }

    /**
     * Attaches all programs whose sections say where, and lets all tables of functions take effect; either all of that is done,
     * or none.
     *
     * @return the links, which are closed with this
     */
    public List<Link> attach() throws IOException {
        List<Link> links = new ArrayList<>();
        try {
            for (LoadedProgram program : programs.values()) {
                if (program.saysWhere()) {
                    links.add(program.attach());
                }
            }
            for (LoadedStructOps table : structOps.values()) {
                links.add(table.attach());
            }
            return links;
        } catch (IOException | RuntimeException failed) {
            for (Link link : links) {
                try {
                    link.close();
                } catch (IOException also) {
                    failed.addSuppressed(also);
                }
            }
            throw failed;
        }
    }

    /** What went otherwise than asked for, but did not keep it from being loaded: a sentence each. Empty as a rule. */
    public List<String> notes() {
        return notes;
    }

    /** Takes programs off and lets all go that is not pinned; nothing happens the second time. */
    @Override
    public void close() throws IOException {
        resources.close();
    }

    private static <T> T find(Map<String, T> all, String name, String kind) {
        T found = all.get(name);
        if (found == null) {
            throw new NoSuchElementException("there is no " + kind + " '" + name + "', but " + all.keySet());
        }
        return found;
    }
}
