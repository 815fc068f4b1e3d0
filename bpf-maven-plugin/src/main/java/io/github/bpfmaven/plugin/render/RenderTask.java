package io.github.bpfmaven.plugin.render;

import java.io.IOException;

import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.incremental.StateWriter;

/** Something to be written about objects. Whoever does it, the same task gives the same bytes. */
public sealed interface RenderTask permits ClassTask, LookTask, ReportTask {
    /** Does it here and now. */
    byte[] run() throws IOException;

    void write(StateWriter out);

    /** For another process of the same build of this plugin. */
    static byte[] encode(RenderTask task) {
        var out = new StateWriter().text(task.getClass().getSimpleName());
        task.write(out);
        return out.toBytes();
    }

    static RenderTask decode(byte[] bytes) {
        var in = new StateReader(bytes);
        var kind = in.text();
        return switch (kind) {
            case "ClassTask" -> ClassTask.read(in);
            case "LookTask" -> LookTask.read(in);
            case "ReportTask" -> ReportTask.read(in);
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
