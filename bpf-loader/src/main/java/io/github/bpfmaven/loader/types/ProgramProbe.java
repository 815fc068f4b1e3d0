package io.github.bpfmaven.loader.types;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.loader.command.ProgramAnswer;
import io.github.bpfmaven.loader.command.ProgramLoad;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.object.ProgramKind;

/** Which kinds of program a kernel takes: it is given the smallest one of each, which does nothing and is attached nowhere. */
public final class ProgramProbe {
    private static final int LOG_SIZE = 4096;

    private final TargetKernel kernel;

    public ProgramProbe(TargetKernel kernel) {
        this.kernel = kernel;
    }

    /** What came of it. */
    public sealed interface Answer {
        /** The kernel takes such programs. */
        record Taken() implements Answer {}

        /**
         * The kernel does not take them, or not from this process.
         *
         * @param errno positive
         * @param log what the verifier said; empty if it was not asked
         */
        record Refused(int errno, String log) implements Answer {}

        /**
         * It was not asked: its types don't have what the program is attached to.
         *
         * @param name of the type
         */
        record NoTarget(String name) implements Answer {}
    }

    /**
     * Loads a program and lets it go.
     *
     * @param section as in {@code SEC("…")}, with what programs of this kind are attached to by type: {@code xdp},
     *     {@code fentry/do_nanosleep}
     * @throws IllegalArgumentException if libbpf knows no such section
     */
    public Answer load(String section) throws IOException {
        var kind = ProgramKind.of(section).orElseThrow(() -> new IllegalArgumentException("SEC(\"" + section + "\")"));
        var attachType = kind.attachType().flatMap(AttachType::of);
        var type = 0;
        var prefix = AttachPrefix.of(kind.type(), attachType);
        if (prefix.isPresent()) {
            var name = prefix.get().text() + kind.attachTarget().orElse("");
            // Not those of modules: to read all of them takes a second.
            var own = kernel.types().kernel();
            var id = own.map(types -> types.ids(prefix.get().kind(), name))
                    .orElseGet(IntStream::empty)
                    .findFirst();
            if (id.isEmpty()) {
                return new Answer.NoTarget(name);
            }
            type = id.getAsInt();
        }
        var answer = kernel.bpf().load(program(kind, attachType, type), 1, LOG_SIZE);
        if (answer instanceof ProgramAnswer.Refused refused) {
            return new Answer.Refused(refused.errno(), refused.log());
        }
        try (Descriptor program = ((ProgramAnswer.Loaded) answer).program()) {
            if (program.isClosed()) {
                throw new IllegalStateException("closed by somebody else");
            }
            return new Answer.Taken();
        }
    }

    private ProgramLoad program(ProgramKind kind, Optional<AttachType> attachType, int type) throws IOException {
        var code =
                new ProbeCode(kernel.kernel().byteOrder()).set(0, result(kind)).exit();
        return new ProgramLoad(
                kind.type().number(),
                code.bytes(),
                "GPL",
                kind.sleepable() ? ProgramLoad.SLEEPABLE : 0,
                "",
                attachType.map(AttachType::number).orElse(0),
                OptionalInt.empty(),
                ProgramLoad.Records.NONE,
                ProgramLoad.Records.NONE,
                type,
                OptionalInt.empty(),
                new int[0],
                kernel.version().code(),
                0);
    }

    /** 0 wherever the verifier allows it: calls to connect and bind are to go on. */
    private static int result(ProgramKind kind) {
        return switch (kind.type()) {
            case CGROUP_SOCK_ADDR, CGROUP_SOCK, CGROUP_SOCKOPT, CGROUP_SYSCTL, NETFILTER, SK_LOOKUP -> 1;
            default -> 0;
        };
    }
}
