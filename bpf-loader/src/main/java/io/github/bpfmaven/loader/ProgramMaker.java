package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.loader.code.InstructionRecords;
import io.github.bpfmaven.loader.code.ObjectCode;
import io.github.bpfmaven.loader.code.ProgramCode;
import io.github.bpfmaven.loader.code.ReferencePatches;
import io.github.bpfmaven.loader.code.Targets;
import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.loader.command.Bpf;
import io.github.bpfmaven.loader.command.BtfInfo;
import io.github.bpfmaven.loader.command.ProgramAnswer;
import io.github.bpfmaven.loader.command.ProgramLoad;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.report.Advice;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.report.VerifierLog;
import io.github.bpfmaven.loader.report.VerifierStatistics;
import io.github.bpfmaven.loader.types.AttachPrefix;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.KernelTypes;
import io.github.bpfmaven.loader.types.KernelVersion;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.ProgramKind;
import io.github.bpfmaven.object.ProgramType;

/**
 * Loads programs.
 *
 * <p>Source: {@code bpf_object_load_prog} and {@code libbpf_prepare_prog_load} of libbpf 1.8.
 */
final class ProgramMaker {
    private static final int FIRST_LOG = 1 << 16;
    /** {@code BPF_LOG_STATS}: only what the verifier counted, since Linux 5.2. */
    private static final int STATISTICS = 4;
    /** The largest that old kernels take. */
    private static final int LARGEST_LOG = (1 << 24) - 1;

    private final TargetKernel kernel;
    private final Bpf bpf;
    private final ObjectCode code;
    private final ReferencePatches patches;
    private final Optional<InstructionRecords> records;
    private final OptionalInt btf;
    private final String license;
    private final List<StructOpsPlan> tables;
    private final ModuleDescriptors modules;

    ProgramMaker(
            TargetKernel kernel,
            BpfObject object,
            ObjectCode code,
            Targets targets,
            Optional<InstructionRecords> records,
            OptionalInt btf,
            List<StructOpsPlan> tables,
            ModuleDescriptors modules) {
        this.kernel = kernel;
        this.bpf = kernel.bpf();
        this.code = code;
        this.patches = new ReferencePatches(targets);
        this.records = records;
        this.btf = btf;
        this.license = object.license().orElse("");
        this.tables = tables;
        this.modules = modules;
    }

    /**
     * What a program is loaded as.
     *
     * @param attachType nothing if the kernel is told none
     */
    record As(ProgramType type, Optional<AttachType> attachType, Optional<String> target, int flags) {}

    /** What a program is to be loaded as. */
    As as(BpfFunction program, ProgramSettings settings) throws BpfLoadException {
        Optional<ProgramKind> kind = program.kind();
        String part = part(program);
        Optional<ProgramType> type = settings.type.or(() -> kind.map(ProgramKind::type));
        if (type.isEmpty()) {
            throw new BpfLoadException(
                    part,
                    "the section '" + program.section()
                            + "' does not say what it is; name it as libbpf does, or tell the loader the type");
        }
        Optional<AttachType> attachType = settings.attachType;
        if (attachType.isEmpty() && kind.isPresent() && kind.get().attachType().isPresent()) {
            attachType = AttachType.of(kind.get().attachType().get());
        }
        int flags = settings.flags.orElse(0);
        if (kind.filter(ProgramKind::sleepable).isPresent()) {
            flags |= ProgramLoad.SLEEPABLE;
        }
        if (program.section().replace("?", "").startsWith("xdp.frags")) {
            flags |= ProgramLoad.XDP_FRAGMENTS;
        }
        if (settings.boundToDevice) {
            flags |= ProgramLoad.DEVICE_BOUND;
        }
        return new As(
                type.get(), attachType, settings.attachTarget.or(() -> kind.flatMap(ProgramKind::attachTarget)), flags);
    }

    /**
     * A program that was loaded.
     *
     * @param statistics what the verifier counted; nothing if it was not asked, or does not count
     */
    record Made(Descriptor program, Optional<VerifierStatistics> statistics) {}

    /** Loads a program. */
    Made load(BpfFunction program, As as, ProgramSettings settings) throws IOException {
        ProgramCode put = ProgramCode.of(code, program);
        patches.apply(put);
        ReferencePatches.adapt(put.code(), kernel.features());
        Target target = target(program, as, settings);
        boolean described = btf.isPresent() && kernel.features().has(Feature.BTF_FUNCTIONS);
        ProgramLoad load = new ProgramLoad(
                as.type().number(),
                put.code().bytes(),
                license,
                as.flags(),
                kernel.features().has(Feature.NAMES) ? program.name() : "",
                target.attachType(),
                described ? btf : OptionalInt.empty(),
                described && records.isPresent() ? records.get().functions(put) : ProgramLoad.Records.NONE,
                described && records.isPresent() ? records.get().lines(put) : ProgramLoad.Records.NONE,
                target.type(),
                target.in(),
                modules.places(),
                kernel.version().code(),
                new DeviceIndex(kernel).of(settings.device, part(program)));
        ProgramAnswer answer = settings.statistics ? bpf.load(load, STATISTICS, FIRST_LOG) : bpf.load(load, 0, 0);
        int errno = 0;
        if (answer instanceof ProgramAnswer.Refused refused) {
            errno = refused.errno();
            answer = loadWithLog(load);
        }
        if (answer instanceof ProgramAnswer.Loaded loaded) {
            return new Made(loaded.program(), VerifierStatistics.of(loaded.log()));
        }
        int withLog = ((ProgramAnswer.Refused) answer).errno();
        // That there is no room for all of the log is not why: the kernel says E2BIG of a program that goes on and on.
        boolean cut = withLog == Errno.ENOSPC.number();
        throw new VerifierLog(answer.log())
                .refusal(
                        part(program),
                        cut ? errno : withLog,
                        records.map(known -> known.source(put)).orElse(List.of()),
                        new Advice(kernel));
    }

    /** The verifier does not say how much it has to say; it says so when that is more than there is room for. */
    private ProgramAnswer loadWithLog(ProgramLoad load) throws IOException {
        int size = FIRST_LOG;
        while (true) {
            ProgramAnswer answer = bpf.load(load, 1, size);
            boolean cut = answer instanceof ProgramAnswer.Refused refused && refused.errno() == Errno.ENOSPC.number();
            if (!cut || size >= LARGEST_LOG) {
                return answer;
            }
            size = (int) Math.min(4L * size, LARGEST_LOG);
        }
    }

    /**
     * What a program is attached to.
     *
     * @param attachType the expected attach type; of a function of a table the index of its member
     * @param type a type id, 0 for none
     * @param in the program or the module's BTF that the type is of; nothing for the kernel
     */
    private record Target(int attachType, int type, OptionalInt in) {}

    private Target target(BpfFunction program, As as, ProgramSettings settings) throws IOException {
        int attachType = as.attachType().isPresent() && kernel.features().has(Feature.EXPECTED_ATTACH_TYPE)
                ? as.attachType().get().number()
                : 0;
        if (as.type() == ProgramType.STRUCT_OPS) {
            return inTable(program);
        }
        if (settings.attachProgram.isPresent()) {
            LoadedProgram other = settings.attachProgram.get();
            return new Target(
                    attachType,
                    function(part(program), other, as.target().orElse("")),
                    OptionalInt.of(other.descriptor().number()));
        }
        Optional<AttachPrefix> prefix = AttachPrefix.of(as.type(), as.attachType());
        if (prefix.isEmpty()) {
            return new Target(attachType, 0, OptionalInt.empty());
        }
        String wanted = as.target()
                .orElseThrow(() -> new BpfLoadException(
                        part(program),
                        "the section '" + program.section() + "' does not say what it is attached to; write "
                                + program.section() + "/name, or tell the loader"));
        if (as.type() == ProgramType.EXT) {
            throw new BpfLoadException(
                    part(program),
                    "tell the loader which loaded program it extends: program(\"" + program.name()
                            + "\").attachTarget(other, \"" + wanted + "\")");
        }
        KernelVersion version = kernel.version();
        KernelTypes.Found found = kernel.types()
                .find(prefix.get().text() + wanted, prefix.get().kind())
                .orElseThrow(() -> new BpfLoadException(
                        part(program),
                        "this kernel (" + version + ") has no '" + prefix.get().text() + wanted
                                + "' in its BTF, which it is to be attached to"));
        return new Target(
                attachType,
                found.id(),
                found.module().isPresent()
                        ? OptionalInt.of(modules.descriptor(found.module().get()))
                        : OptionalInt.empty());
    }

    private Target inTable(BpfFunction program) throws IOException {
        for (StructOpsPlan table : tables) {
            for (StructOpsPlan.Function function : table.functions()) {
                if (function.program().equals(program.name())) {
                    return new Target(
                            function.member(),
                            table.type(),
                            table.module().isPresent()
                                    ? OptionalInt.of(
                                            modules.descriptor(table.module().get()))
                                    : OptionalInt.empty());
                }
            }
        }
        throw new BpfLoadException(part(program), "no table of functions names it; put it into a SEC(\".struct_ops\")");
    }

    private int function(String part, LoadedProgram other, String name) throws IOException {
        Optional<Descriptor> types = bpf.btf(other.info().btf());
        if (types.isEmpty()) {
            throw new BpfLoadException(part, "the program '" + other.name() + "' has no BTF to find functions by");
        }
        try (Descriptor descriptor = types.get()) {
            BtfInfo info = bpf.btfInfo(descriptor.number());
            return Btf.read(info.bytes(), kernel.kernel().byteOrder())
                    .ids(BtfKind.FUNC, name)
                    .findFirst()
                    .orElseThrow(() -> new BpfLoadException(
                            part, "the program '" + other.name() + "' has no function '" + name + "'"));
        } catch (BtfFormatException damaged) {
            throw new BpfLoadException(part, "the BTF of '" + other.name() + "' is damaged", damaged);
        }
    }

    private static String part(BpfFunction program) {
        return "program '" + program.name() + "'";
    }
}
