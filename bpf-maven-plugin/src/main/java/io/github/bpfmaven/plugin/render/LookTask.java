package io.github.bpfmaven.plugin.render;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.inspect.MachineNames;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.PathCheck;
import io.github.bpfmaven.lint.LintSettings;
import io.github.bpfmaven.lint.ObjectLint;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.object.ObjectChecks;
import io.github.bpfmaven.plugin.incremental.LintRecord;
import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.incremental.StateWriter;

/**
 * A look into an object that nobody has looked into: is it good, what does it tell of this machine, what may not be meant, and what is
 * there to report. Gives what {@link Look#decode} reads.
 *
 * @param isBigEndian what it is to be
 * @param names what it may not tell
 * @param limits entries of lint settings; what comes of a warning is not the look's concern
 * @param reportedAs its path below the resource root; empty if there is to be no report
 */
public record LookTask(
        ObjectBytes object, boolean isBigEndian, MachineNames names, List<String> limits, Optional<String> reportedAs)
        implements RenderTask {
    public LookTask {
        limits = List.copyOf(limits);
    }

    @Override
    public byte[] run() throws IOException {
        return Look.encode(look());
    }

    private Look look() throws IOException {
        var bytes = object.bytes();
        try {
            var inspector = ObjectInspector.of(bytes);
            var settings = LintSettings.DEFAULT.with(limits);
            return new Look.Seen(
                    ObjectChecks.check(
                            inspector.object(), isBigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN),
                    new PathCheck(names).check(bytes, inspector.object()),
                    new LintRecord(settings.limits(), ObjectLint.check(inspector, settings)),
                    reportedAs.isEmpty()
                            ? Optional.empty()
                            : Optional.of(ReportText.of(reportedAs.get(), bytes, inspector)));
        } catch (BpfObjectFormatException damaged) {
            return new Look.Damaged(damaged.getMessage());
        }
    }

    @Override
    public void write(StateWriter out) {
        object.write(out);
        out.flag(isBigEndian)
                .texts(names.directories())
                .texts(names.users())
                .texts(names.hosts())
                .texts(limits)
                .optional(reportedAs, StateWriter::text);
    }

    static LookTask read(StateReader in) {
        return new LookTask(
                ObjectBytes.read(in),
                in.flag(),
                new MachineNames(in.texts(), in.texts(), in.texts()),
                in.texts(),
                in.optional(StateReader::text));
    }
}
