package io.github.bpfmaven.plugin.render;

import java.io.IOException;

import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.incremental.StateWriter;

/**
 * The report on an object, as {@link ReportText} encodes it.
 *
 * @param path below the resource root
 */
public record ReportTask(String path, ObjectBytes object) implements RenderTask {
    @Override
    public byte[] run() throws IOException {
        return ReportText.of(path, object.bytes()).encoded();
    }

    @Override
    public void write(StateWriter out) {
        object.write(out.text(path));
    }

    static ReportTask read(StateReader in) {
        return new ReportTask(in.text(), ObjectBytes.read(in));
    }
}
