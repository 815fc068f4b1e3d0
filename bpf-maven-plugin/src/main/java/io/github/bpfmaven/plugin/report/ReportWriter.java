package io.github.bpfmaven.plugin.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;

import javax.inject.Inject;

import io.github.bpfmaven.plugin.file.WholeFile;
import io.github.bpfmaven.plugin.inspect.InspectException;
import io.github.bpfmaven.plugin.inspect.Inspection;
import io.github.bpfmaven.plugin.verify.VerifyFile;

/** Looks into objects and writes a page about them. */
public final class ReportWriter {
    @Inject
    ReportWriter() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @throws InspectException if there is no object, or a file is none
     * @throws IOException if something can't be read or written
     */
    public void write(ReportRequest request) throws InspectException, IOException {
        var files = Inspection.objects(request.file(), request.built(), "bpf.report");
        var groups = ObjectGroup.of(files, request.lint());
        var sections = new ArrayList<PageSection>();
        sections.add(new Overview(groups));
        if (request.file().isEmpty() && Files.isRegularFile(request.verified())) {
            sections.add(new KernelsSection(VerifyFile.read(request.verified())));
        }
        groups.forEach(group -> sections.add(new ObjectSection(group)));
        var page = new ReportPage(request.title(), request.madeBy(), sections);
        WholeFile.write(request.output(), page.toString().getBytes(StandardCharsets.UTF_8));
    }
}
