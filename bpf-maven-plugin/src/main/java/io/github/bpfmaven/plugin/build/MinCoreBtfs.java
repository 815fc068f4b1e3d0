package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.header.BtfSource;
import io.github.bpfmaven.header.HeaderException;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.scaffold.NativeImageConfig;
import io.github.bpfmaven.relocation.CoreRelocationException;
import io.github.bpfmaven.relocation.CoreResolution;
import io.github.bpfmaven.relocation.MinimalBtf;

/** Writes, for each kernel, the BTF that the module's objects need of it. */
public final class MinCoreBtfs {
    private static final Logger LOG = LoggerFactory.getLogger(MinCoreBtfs.class);

    @Inject
    MinCoreBtfs() {}

    /**
     * @return the paths of the files below the resource directory, sorted; empty if there is no object with CO-RE relocations
     *     for any of the kernels
     * @throws InvalidConfigurationException if {@code kernels} names what is not there, or two files with one name
     * @throws BuildFailedException if an object or a kernel's BTF is damaged, or a relocation can't be resolved
     * @throws IOException if something can't be read or written
     */
    public List<String> run(MinCoreBtfRequest request)
            throws InvalidConfigurationException, BuildFailedException, IOException {
        var kernels = KernelFiles.find(request.kernels());
        var objects = objects(request);
        var outputs = new OutputTree(request.workDirectory());
        var files = new TreeMap<String, byte[]>();
        if (!objects.isEmpty()) {
            for (var kernel : kernels.entrySet()) {
                minimal(kernel.getValue(), objects)
                        .ifPresent(minimal ->
                                files.put(request.basePackage().replace('.', '/') + "/" + kernel.getKey(), minimal));
            }
        }
        for (var file : files.entrySet()) {
            outputs.add(request.resourceDirectory().resolve(file.getKey()), file.getValue());
        }
        if (!files.isEmpty()) {
            var config = NativeImageConfig.of(
                    request.groupId(),
                    request.artifactId() + "/" + request.workDirectory().getFileName(),
                    files.keySet());
            outputs.add(request.resourceDirectory().resolve(config.path()), config.text());
        }
        outputs.write();
        return List.copyOf(files.keySet());
    }

    /** The objects that need BTF, by their paths. */
    private static Map<String, BpfObject> objects(MinCoreBtfRequest request) throws BuildFailedException, IOException {
        var objects = new LinkedHashMap<String, BpfObject>();
        for (var file : Sources.scan(request.objectDirectory(), request.includes(), request.excludes())) {
            var path = request.objectDirectory().resolve(file.path());
            try {
                var object = BpfObject.read(Files.readAllBytes(path));
                if (!object.coreRelocations().isEmpty()) {
                    objects.put(file.path(), object);
                }
            } catch (BpfObjectFormatException damaged) {
                throw new BuildFailedException(path + ": " + damaged.getMessage());
            }
        }
        return objects;
    }

    private static Optional<byte[]> minimal(Path file, Map<String, BpfObject> all)
            throws BuildFailedException, IOException {
        var bytes = Files.readAllBytes(file);
        Btf kernel;
        try {
            kernel = BtfSource.read(bytes, Optional.empty()).btf();
        } catch (HeaderException damaged) {
            throw new BuildFailedException(file + " has no BTF of a kernel: " + damaged.getMessage());
        }
        var objects = new LinkedHashMap<String, BpfObject>();
        all.forEach((path, object) -> {
            if (object.byteOrder().equals(kernel.byteOrder())) {
                objects.put(path, object);
            }
        });
        if (objects.isEmpty()) {
            LOG.warn(
                    "{} is {}, and no object with CO-RE relocations is: nothing is written for it",
                    file,
                    kernel.byteOrder());
            return Optional.empty();
        }
        try {
            var minimal = MinimalBtf.of(kernel, objects);
            var written = minimal.btf().write();
            LOG.info("{}: {} of {} bytes", file.getFileName(), written.length, bytes.length);
            report(file, minimal);
            return Optional.of(written);
        } catch (CoreRelocationException unresolved) {
            throw new BuildFailedException(file + ": " + unresolved.getMessage());
        }
    }

    /** A program may well ask for what only other kernels have; one that needs it does not load. */
    private static void report(Path kernel, MinimalBtf minimal) {
        minimal.resolutions().forEach((path, resolutions) -> {
            var absent = resolutions.stream()
                    .filter(CoreResolution.Absent.class::isInstance)
                    .map(CoreResolution.Absent.class::cast)
                    .map(missing -> missing.local().text())
                    .distinct()
                    .toList();
            if (!absent.isEmpty()) {
                LOG.debug("{}: {} asks for what is not there: {}", kernel, path, String.join(", ", absent));
            }
        });
    }
}
