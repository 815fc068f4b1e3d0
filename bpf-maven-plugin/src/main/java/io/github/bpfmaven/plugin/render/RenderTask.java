package io.github.bpfmaven.plugin.render;

import java.io.IOException;

import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.incremental.StateWriter;

/** Something to be written about objects. Whoever does it, the same task gives the same bytes. */
public sealed interface RenderTask permits ClassTask, ReportTask {
    /** Does it here and now. */
    byte[] run() throws IOException;

    void write(StateWriter out);

    /** For another process of the same build of this plugin. */
    static byte[] encode(RenderTask task) {
        var out = new StateWriter().flag(task instanceof ClassTask);
        task.write(out);
        return out.toBytes();
    }

    static RenderTask decode(byte[] bytes) {
        var in = new StateReader(bytes);
        return in.flag() ? ClassTask.read(in) : ReportTask.read(in);
    }
}
