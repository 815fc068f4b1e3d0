package io.github.bpfmaven.plugin.incremental;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.plugin.constants.Constants;
import io.github.bpfmaven.plugin.constants.NamePattern;

/** What constants have come to, here or elsewhere. May be used by several threads. */
public final class ConstantResults {
    private static final String KIND = "constants";

    private final LocalResults local;
    private final SharedResults shared;
    private final RecordCodec codec;

    public ConstantResults(LocalResults local, SharedResults shared, RootNames names) {
        this.local = local;
        this.shared = shared;
        this.codec = new RecordCodec(names);
    }

    /** What constants depend on: all that a compile does, and which are asked for. */
    public static String key(CompileRecord compiled, List<NamePattern> patterns) {
        return new Fingerprint()
                .add(compiled.key().hex())
                .add(Input.fingerprint(compiled.inputs()))
                .addAll(patterns.stream().map(NamePattern::text).toList())
                .hex();
    }

    public Optional<Constants> find(UnitId id, String key) {
        var found = local.before(id)
                .constants()
                .filter(record -> record.key().equals(key))
                .or(() -> shared.get(KIND, key)
                        .flatMap(bytes -> StateReader.decode(bytes, codec::constants))
                        .filter(record -> record.key().equals(key)));
        found.ifPresent(record -> local.keep(id, record));
        return found.map(ConstantsRecord::constants);
    }

    public void keep(UnitId id, String key, Constants constants) {
        local.keep(id, new ConstantsRecord(key, constants));
    }

    /** Lets others have a result. */
    public void share(String key, Constants constants) {
        var out = new StateWriter();
        codec.constants(out, new ConstantsRecord(key, constants));
        shared.put(KIND, key, out.toBytes());
    }
}
