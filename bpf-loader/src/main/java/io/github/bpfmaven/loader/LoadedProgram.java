package io.github.bpfmaven.loader;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.attach.Attacher;
import io.github.bpfmaven.loader.attach.Link;
import io.github.bpfmaven.loader.attach.UsdtSpecs;
import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.loader.command.ProgramInfo;
import io.github.bpfmaven.loader.command.TestRuns;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.report.Advice;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.report.VerifierStatistics;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.ProgramType;

/** A program in a kernel. It goes when its object is closed, unless it is pinned or attached by a pinned link. */
public final class LoadedProgram {
    /** What a packet may grow by in a test run, in bytes. */
    private static final int GROWTH = 512;

    private final TargetKernel kernel;
    private final Resources resources;
    private final BpfFunction function;
    private final ProgramMaker.As as;
    private final Descriptor descriptor;
    private final Optional<VerifierStatistics> statistics;
    private final Optional<UsdtSpecs> specs;

    LoadedProgram(
            TargetKernel kernel,
            Resources resources,
            BpfFunction function,
            ProgramMaker.As as,
            Descriptor descriptor,
            Optional<VerifierStatistics> statistics,
            Optional<UsdtSpecs> specs) {
        this.kernel = kernel;
        this.resources = resources;
        this.function = function;
        this.as = as;
        this.descriptor = descriptor;
        this.statistics = statistics;
        this.specs = specs;
    }

    /** Its name in the object. */
    public String name() {
        return function.name();
    }

    /** Its section in the object. */
    public String section() {
        return function.section();
    }

    /** What it is. */
    public ProgramType type() {
        return as.type();
    }

    /** What it expects to be attached to; nothing if the kernel was told none. */
    public Optional<AttachType> attachType() {
        return as.attachType();
    }

    /** Its descriptor, for calls of one's own. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /**
     * How much the verifier had to do for it.
     *
     * @return nothing unless {@link ProgramSettings#countVerification} asked for it
     */
    public Optional<VerifierStatistics> statistics() {
        return statistics;
    }

    /** What the kernel knows of it. */
    public ProgramInfo info() throws IOException {
        return descriptor.use(kernel.bpf()::programInfo);
    }

    /**
     * Attaches it where its section says.
     *
     * @throws IllegalArgumentException if the section does not say where
     */
    public Link attach() throws IOException {
        return attach(whereItSays()
                .orElseThrow(() -> new IllegalArgumentException("the section '" + function.section()
                        + "' does not say what the program '" + name()
                        + "' is attached to; say it: attach(new AttachPoint.…)")));
    }

    private Optional<AttachPoint> whereItSays() {
        return SectionTarget.of(function.section(), as, kernel.kernel().machine());
    }

    /** Whether its section says where it is attached. */
    boolean saysWhere() {
        return whereItSays().isPresent();
    }

    /** Attaches it, until the link or the object is closed. */
    public Link attach(AttachPoint point) throws IOException {
        try {
            Attacher attacher = new Attacher(kernel, as.type(), as.attachType(), specs);
            return resources.add(descriptor.use(program -> attacher.attach(program, point)));
        } catch (SystemCallException refused) {
            throw new BpfLoadException(
                    "program '" + name() + "'",
                    "can't be attached to " + point + ": " + refused.getMessage()
                            + new Advice(kernel).after(refused.errno()),
                    refused);
        } catch (IOException notFound) {
            throw new BpfLoadException(
                    "program '" + name() + "'",
                    "can't be attached to " + point + ": " + notFound.getMessage(),
                    notFound);
        }
    }

    /** Runs it without attaching it. */
    public TestRun.Result testRun(TestRun run) throws IOException {
        boolean single = run.repeat() <= 1;
        int room = run.data().length == 0 ? 0 : run.data().length + GROWTH;
        // Raw tracepoints give no context back, and refuse to be asked for it.
        boolean contextBack = as.type() != ProgramType.RAW_TRACEPOINT && as.type() != ProgramType.SYSCALL;
        TestRuns.Input input = new TestRuns.Input(
                run.data(),
                run.context(),
                room,
                contextBack ? run.context().length : 0,
                single ? 0 : run.repeat(),
                run.flags());
        try {
            TestRuns.Output output = descriptor.use(program -> new TestRuns(kernel.kernel()).run(program, input));
            return new TestRun.Result(
                    output.returnValue(), output.data(), output.context(), Duration.ofNanos(output.nanoseconds()));
        } catch (SystemCallException refused) {
            throw new BpfLoadException(
                    "program '" + name() + "'",
                    "can't be run: " + refused.getMessage() + new Advice(kernel).after(refused.errno()),
                    refused);
        }
    }

    /** Gives it a name in a BPF file system, where it stays when the object is closed. */
    public void pin(String path) throws IOException {
        descriptor.use(program -> {
            kernel.bpf().pin(program, path);
            return true;
        });
    }

    @Override
    public String toString() {
        return "program '" + name() + "' (" + section() + ")";
    }
}
