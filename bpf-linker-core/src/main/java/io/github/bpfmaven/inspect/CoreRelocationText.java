package io.github.bpfmaven.inspect;

import java.util.Locale;
import java.util.Optional;

import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.relocation.CoreSpec;
import io.github.bpfmaven.relocation.CoreSpecs;

/** CO-RE relocations in words: {@code field byte offset of struct task_struct.pid (0:12)}. */
final class CoreRelocationText {
    private CoreRelocationText() {}

    static String of(BpfCoreRelocation relocation, Optional<CoreSpecs> specs) {
        String subject =
                specs.flatMap(known -> known.of(relocation)).map(CoreSpec::text).orElse("type " + relocation.type());
        return kind(relocation) + " of " + subject + " (" + relocation.access() + ")";
    }

    static String kind(BpfCoreRelocation relocation) {
        return relocation
                .kind()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("kind " + Integer.toUnsignedString(relocation.number()));
    }
}
