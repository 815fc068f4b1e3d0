package io.github.bpfmaven.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.loader.code.DataMaps;
import io.github.bpfmaven.loader.code.Targets;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.KernelTypes;

/** Where an object's references lead, once its maps are made. */
final class LoadedTargets implements Targets {
    private static final String SETTINGS = ".kconfig";

    private final Map<String, LoadedMap> maps;
    private final ExternValues externs;
    private final ModuleDescriptors modules;
    private final Optional<ArenaVariables> arena;

    LoadedTargets(
            Map<String, LoadedMap> maps,
            ExternValues externs,
            ModuleDescriptors modules,
            Optional<ArenaVariables> arena) {
        this.maps = maps;
        this.externs = externs;
        this.modules = modules;
        this.arena = arena;
    }

    @Override
    public Optional<Integer> map(String name) {
        return Optional.ofNullable(maps.get(name)).map(map -> map.descriptor().number());
    }

    @Override
    public Place section(String name) throws BpfLoadException {
        if (name.equals(DataMaps.ARENA) && arena.isPresent()) {
            return new Place(
                    arena.get().arena(maps).descriptor().number(), arena.get().start());
        }
        LoadedMap map = maps.get(name);
        if (map == null) {
            throw new BpfLoadException("section '" + name + "'", "is used, but there is no map of it");
        }
        return new Place(map.descriptor().number(), 0);
    }

    @Override
    public Extern extern(String name) throws BpfLoadException {
        ExternValues.Value value = externs.values().get(name);
        if (value instanceof ExternValues.Value.Setting setting) {
            return new Extern.Setting(section(SETTINGS).map(), setting.offset());
        }
        if (value instanceof ExternValues.Value.Address address) {
            return new Extern.Address(address.address());
        }
        return value instanceof ExternValues.Value.Typed typed ? typed(typed.found()) : new Extern.Missing();
    }

    private Extern typed(KernelTypes.Found found) {
        if (found.module().isEmpty()) {
            return new Extern.Typed(found.id(), 0, 0);
        }
        try {
            KernelTypes.ModuleTypes module = found.module().get();
            return new Extern.Typed(found.id(), modules.descriptor(module), modules.place(module));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
