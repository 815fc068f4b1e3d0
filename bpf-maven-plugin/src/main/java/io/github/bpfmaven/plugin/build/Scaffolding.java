package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.GeneratedFile;
import io.github.bpfmaven.plugin.scaffold.LinuxArch;
import io.github.bpfmaven.plugin.scaffold.ScaffoldGenerator;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest;
import io.github.bpfmaven.plugin.scaffold.Variant;

/** From the objects of one source to its Java class. */
final class Scaffolding {
    private Scaffolding() {}

    /**
     * @param sourceName the C file's, or that of a prebuilt object, without a directory
     * @param objects the variants, at least one; a program or map that only some of them have is listed too
     */
    static GeneratedFile of(String sourceName, List<BuiltObject> objects, ClassOptions options) throws IOException {
        var constants = new LinkedHashMap<Variant, List<CConstant>>();
        var byVariant = new LinkedHashMap<Variant, BpfObject>();
        for (var object : objects) {
            byVariant.put(variant(object), object.content().object());
            constants.put(variant(object), object.constants());
        }
        return ScaffoldGenerator.generate(
                new ScaffoldRequest(objects.get(0).name(), sourceName, byVariant, options, constants));
    }

    private static Variant variant(BuiltObject object) {
        var file = object.name().resourceFile(object.target().suffix());
        var order = object.target().byteOrder().byteOrder();
        return object.target()
                .architecture()
                .map(name -> Variant.forArch(file, order, LinuxArch.named(name).orElseThrow()))
                .orElseGet(() -> Variant.forAnyArch(file, order));
    }
}
