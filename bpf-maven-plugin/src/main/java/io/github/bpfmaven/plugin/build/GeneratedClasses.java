package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.JavaRecord;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;

/** The texts of generated classes that earlier builds have made, here or elsewhere. */
final class GeneratedClasses {
    private static final String KIND = "java";
    /** No source has this path. */
    private static final String TYPES = "<types>";

    private final String plugin;
    private final Optional<LocalResults> local;
    private final SharedResults shared;
    private final FileDigests digests;
    private final Map<String, ObjectContent> checkedIn;
    private final AtomicInteger made = new AtomicInteger();

    private GeneratedClasses(
            String plugin,
            Optional<LocalResults> local,
            SharedResults shared,
            FileDigests digests,
            Map<String, ObjectContent> checkedIn) {
        this.checkedIn = Map.copyOf(checkedIn);
        this.plugin = plugin;
        this.local = local;
        this.shared = shared;
        this.digests = digests;
    }

    /**
     * @param plugin identity of the plugin, which has its say in what a class looks like
     * @param checkedIn classes that are to be taken as they are, by the path of their source
     */
    static GeneratedClasses of(
            String plugin,
            LocalResults local,
            SharedResults shared,
            FileDigests digests,
            Map<String, ObjectContent> checkedIn) {
        return new GeneratedClasses(plugin, Optional.of(local), shared, digests, checkedIn);
    }

    /** Where every class is generated. */
    static GeneratedClasses none() {
        return new GeneratedClasses("", Optional.empty(), SharedResults.none(), FileDigests.none(), Map.of());
    }

    /** What a class depends on, apart from the plugin. */
    static String key(String sourceName, List<BuiltObject> objects, ClassOptions options) {
        var types = options.types();
        var key = new Fingerprint()
                .add(sourceName)
                .add(objects.get(0).name().qualifiedName())
                .add(objects.get(0).name().stem())
                .add(Boolean.toString(types.enabled()))
                .addAll(types.names())
                .add(types.prefix())
                .add(Boolean.toString(options.loader()))
                .add(objects.size());
        for (var object : objects) {
            key.add(object.target().suffix()).add(object.content().digest());
            key.add(object.constants().size());
            // A record of records of numbers, texts and bytes: what it prints tells it from any other.
            object.constants().forEach(constant -> key.add(constant.toString()));
        }
        return key.hex();
    }

    /**
     * Checks that all types that are asked for by name are in one of the objects.
     *
     * @throws io.github.bpfmaven.plugin.scaffold.ScaffoldException if one isn't
     */
    void require(TypeSelection types, Collection<List<BuiltObject>> sources) throws IOException {
        if (types.names().isEmpty()) {
            return;
        }
        var key = new Fingerprint().add(plugin).addAll(types.names());
        for (var variants : sources) {
            variants.forEach(object -> key.add(object.content().digest()));
        }
        var checked = new JavaRecord(key.hex(), "");
        if (local.flatMap(results -> results.classBefore(TYPES))
                .filter(checked::equals)
                .isEmpty()) {
            var objects = new ArrayList<BpfObject>();
            for (var variants : sources) {
                for (var object : variants) {
                    objects.add(object.content().object());
                }
            }
            types.require(objects);
        }
        local.ifPresent(results -> results.keep(TYPES, checked));
    }

    /** The text that was made for somebody else's build, and is the same for this one. */
    Optional<ObjectContent> checkedIn(String source) {
        return Optional.ofNullable(checkedIn.get(source));
    }

    /**
     * A class.
     *
     * @param bytes not copied
     * @param digest of them, SHA-256
     */
    record Text(byte[] bytes, String digest) {
        private static final int DIGITS = 64;

        /** The digest in front of the text: whoever gets both from the cache need not make it again. */
        byte[] encoded() {
            var encoded = Arrays.copyOf(digest.getBytes(StandardCharsets.US_ASCII), DIGITS + bytes.length);
            System.arraycopy(bytes, 0, encoded, DIGITS, bytes.length);
            return encoded;
        }

        /** @return empty if it is none */
        static Optional<Text> decode(byte[] encoded) {
            return encoded.length < DIGITS
                    ? Optional.empty()
                    : Optional.of(new Text(
                            Arrays.copyOfRange(encoded, DIGITS, encoded.length),
                            new String(encoded, 0, DIGITS, StandardCharsets.US_ASCII)));
        }
    }

    /** Whether a file has the text already. */
    boolean isIn(Path file, String source, String key) {
        var full = full(key);
        var before = local.flatMap(results -> results.classBefore(source))
                .filter(record -> record.key().equals(full)
                        && digests.of(file).filter(record.digest()::equals).isPresent());
        before.ifPresent(record -> local.ifPresent(results -> results.keep(source, record)));
        return before.isPresent();
    }

    /** The text as somebody has generated it before, or else as it is generated now. May be used by several threads. */
    Text text(String source, String key, Supplier<byte[]> generated) {
        var full = full(key);
        var text = shared.get(KIND, full).flatMap(Text::decode).orElseGet(() -> {
            var bytes = generated.get();
            var now = new Text(bytes, Fingerprint.of(bytes));
            made.incrementAndGet();
            // Its key is what it was made from: nothing that may still change has a part in it.
            if (shared.keeps()) {
                shared.put(KIND, full, now.encoded());
            }
            return now;
        });
        local.ifPresent(results -> results.keep(source, new JavaRecord(full, text.digest())));
        return text;
    }

    /** How many have been generated. */
    int count() {
        return made.get();
    }

    private String full(String key) {
        return Fingerprint.of(plugin, key);
    }
}
