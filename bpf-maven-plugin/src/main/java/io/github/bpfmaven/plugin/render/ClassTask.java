package io.github.bpfmaven.plugin.render;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.incremental.ConstantCodec;
import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.incremental.StateWriter;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.plugin.scaffold.LinuxArch;
import io.github.bpfmaven.plugin.scaffold.ScaffoldGenerator;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;
import io.github.bpfmaven.plugin.scaffold.Variant;

/**
 * The Java class of a source's objects.
 *
 * @param sourceName the C file's, or that of a prebuilt object, without a directory
 * @param objects the variants, at least one; a program or map that only some of them have is listed too
 */
public record ClassTask(GeneratedClass name, String sourceName, List<Part> objects, ClassOptions options)
        implements RenderTask {
    public ClassTask {
        objects = List.copyOf(objects);
    }

    /**
     * One of the objects.
     *
     * @param file its name, without a directory
     * @param architecture as the kernel names it; empty: any
     * @param constants of its source, for its target
     */
    public record Part(
            String file,
            boolean isBigEndian,
            Optional<String> architecture,
            ObjectBytes object,
            List<CConstant> constants) {
        public Part {
            constants = List.copyOf(constants);
        }

        private Variant variant() {
            var order = isBigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            return architecture
                    .map(arch ->
                            Variant.forArch(file, order, LinuxArch.named(arch).orElseThrow()))
                    .orElseGet(() -> Variant.forAnyArch(file, order));
        }
    }

    /** @throws io.github.bpfmaven.plugin.scaffold.ScaffoldException if there can be no such class */
    @Override
    public byte[] run() throws IOException {
        var byVariant = new LinkedHashMap<Variant, BpfObject>();
        var constants = new LinkedHashMap<Variant, List<CConstant>>();
        for (var part : objects) {
            byVariant.put(part.variant(), part.object().object());
            constants.put(part.variant(), part.constants());
        }
        return ScaffoldGenerator.generate(new ScaffoldRequest(name, sourceName, byVariant, options, constants))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(StateWriter out) {
        out.text(name.packageName())
                .text(name.className())
                .text(name.stem())
                .text(sourceName)
                .flag(options.types().enabled())
                .texts(options.types().names())
                .text(options.types().prefix())
                .flag(options.loader())
                .list(objects, ClassTask::part);
    }

    static ClassTask read(StateReader in) {
        var name = new GeneratedClass(in.text(), in.text(), in.text());
        var source = in.text();
        var types = new TypeSelection(in.flag(), in.texts(), in.text());
        var options = new ClassOptions(types, in.flag());
        return new ClassTask(name, source, in.list(ClassTask::part), options);
    }

    private static void part(StateWriter out, Part part) {
        out.text(part.file).flag(part.isBigEndian).optional(part.architecture, StateWriter::text);
        part.object.write(out);
        out.list(part.constants, ConstantCodec::constant);
    }

    private static Part part(StateReader in) {
        return new Part(
                in.text(),
                in.flag(),
                in.optional(StateReader::text),
                ObjectBytes.read(in),
                in.list(ConstantCodec::constant));
    }
}
