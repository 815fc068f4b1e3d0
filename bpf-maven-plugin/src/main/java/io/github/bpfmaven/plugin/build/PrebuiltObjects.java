package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.object.Finding;
import io.github.bpfmaven.object.ObjectChecks;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.render.Renderer;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.plugin.scaffold.JavaNames;
import io.github.bpfmaven.plugin.scaffold.LinuxArch;

/**
 * Packs objects that another tool has built, and generates the Java for them. {@code drop_bpfel.o}, {@code drop_bpfeb.o} and
 * {@code drop_x86_bpfel.o} are variants of one; {@code drop.o} and {@code drop.bpf.o} are for whatever byte order they have.
 */
public final class PrebuiltObjects {
    private static final Logger LOG = LoggerFactory.getLogger(PrebuiltObjects.class);
    private static final Pattern NAME = Pattern.compile("(?<stem>.+?)(?:(?:_(?<arch>"
            + Stream.of(LinuxArch.values()).map(LinuxArch::kernelName).collect(Collectors.joining("|"))
            + "))?_(?<order>bpfe[lb]))?\\.o");

    @Inject
    PrebuiltObjects() {}

    /**
     * @throws InvalidConfigurationException if two files would be the same object
     * @throws BuildFailedException if a file is no good object; why has been logged
     * @throws IOException if something can't be read or written
     */
    public BuildResult run(GenerateRequest request)
            throws InvalidConfigurationException, BuildFailedException, IOException {
        var files = Sources.scan(request.objectDirectory(), request.includes(), request.excludes());
        if (files.isEmpty()) {
            PackedObjects.clear(request.workDirectory(), request.resourceDirectory(), request.classesDirectory());
            return new BuildResult.NoSources();
        }
        var objects = new LinkedHashMap<String, List<BuiltObject>>();
        var failed = new ArrayList<String>();
        var byStem = byStem(files);
        var names = JavaNames.forSources(request.basePackage(), byStem.keySet());
        for (var entry : byStem.entrySet()) {
            for (var file : entry.getValue()) {
                read(request.objectDirectory().resolve(file.path()), names.get(entry.getKey()))
                        .ifPresentOrElse(
                                object -> objects.computeIfAbsent(
                                                sourceName(entry.getValue()), first -> new ArrayList<>())
                                        .add(object),
                                () -> failed.add(file.path()));
            }
        }
        if (!failed.isEmpty()) {
            throw new BuildFailedException(
                    failed + (failed.size() == 1 ? " is" : " are") + " not to be packed. The messages above say why");
        }
        refuseTwice(objects);
        var written = write(request, objects);
        var count = written.objects().size();
        LOG.info("Packed {}", count == 1 ? "1 object" : count + " objects");
        return new BuildResult.Built(written.objects());
    }

    private static PackedObjects.Written write(GenerateRequest request, Map<String, List<BuiltObject>> objects)
            throws IOException {
        var provenance = Provenance.unknown(request.provenance(), request.workDirectory(), request.resourceDirectory());
        try (var renderer = new Renderer()) {
            var written = PackedObjects.write(
                    new PackedObjects.Destination(
                            request.workDirectory(),
                            request.resourceDirectory(),
                            request.javaDirectory(),
                            request.classesDirectory(),
                            request.options(),
                            request.groupId(),
                            request.artifactId()),
                    objects,
                    GeneratedClasses.none(),
                    provenance,
                    renderer);
            provenance.remember();
            return written;
        }
    }

    private static Map<Path, List<Source>> byStem(List<Source> files) {
        var byStem = new LinkedHashMap<Path, List<Source>>();
        for (var file : files) {
            var path = Path.of(file.path());
            var matcher = NAME.matcher(path.getFileName().toString());
            var stem = matcher.matches()
                    ? matcher.group("stem")
                    : path.getFileName().toString();
            // As a C file of that name would be called.
            byStem.computeIfAbsent(path.resolveSibling(stem + ".c"), first -> new ArrayList<>())
                    .add(file);
        }
        return byStem;
    }

    private static String sourceName(List<Source> variants) {
        var path = variants.get(0).path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Optional<BuiltObject> read(Path path, GeneratedClass name) throws IOException {
        var bytes = Files.readAllBytes(path);
        try {
            var object = BpfObject.read(bytes);
            var target = target(path, object);
            var isGood = true;
            for (var finding : ObjectChecks.check(object, target.byteOrder().byteOrder())) {
                var isError = finding.severity() == Finding.Severity.ERROR;
                isGood &= !isError;
                log(isError, path, finding.message());
            }
            return isGood
                    ? Optional.of(new BuiltObject(name, target, ObjectContent.of(bytes), List.of(), Optional.empty()))
                    : Optional.empty();
        } catch (BpfObjectFormatException damaged) {
            log(true, path, damaged.getMessage());
            return Optional.empty();
        }
    }

    private static void log(boolean isError, Path file, String message) {
        if (isError) {
            LOG.error("{}: {}", file, message);
        } else {
            LOG.warn("{}: {}", file, message);
        }
    }

    private static CompileTarget target(Path file, BpfObject object) {
        var matcher = NAME.matcher(file.getFileName().toString());
        var inName = matcher.matches() ? Optional.ofNullable(matcher.group("order")) : Optional.<String>empty();
        var order = inName.or(() -> Optional.of(object.byteOrder().equals(ByteOrder.BIG_ENDIAN) ? "bpfeb" : "bpfel"))
                .orElseThrow();
        var arch = inName.flatMap(some -> Optional.ofNullable(matcher.group("arch")));
        return new CompileTarget(order.equals("bpfeb") ? BpfTarget.BPFEB : BpfTarget.BPFEL, arch);
    }

    private static void refuseTwice(Map<String, List<BuiltObject>> objects) throws InvalidConfigurationException {
        var seen = new LinkedHashMap<String, String>();
        for (var object : objects.entrySet()) {
            for (var variant : object.getValue()) {
                var other = seen.putIfAbsent(variant.resourcePath(), object.getKey());
                if (other != null) {
                    throw new InvalidConfigurationException(other + " and another file beside it would both be "
                            + variant.resourcePath() + ": leave one out with <excludes>");
                }
            }
        }
    }
}
