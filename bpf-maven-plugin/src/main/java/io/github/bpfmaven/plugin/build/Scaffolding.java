package io.github.bpfmaven.plugin.build;

import java.util.LinkedHashMap;
import java.util.List;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.scaffold.GeneratedFile;
import io.github.bpfmaven.plugin.scaffold.LinuxArch;
import io.github.bpfmaven.plugin.scaffold.ScaffoldGenerator;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;
import io.github.bpfmaven.plugin.scaffold.Variant;

/** From the objects of one source to its Java class. */
final class Scaffolding {
    private Scaffolding() {}

    /** @param objects the variants, at least one; a program or map that only some of them have is listed too */
    static GeneratedFile of(Source source, List<BuiltObject> objects, TypeSelection types) {
        var byVariant = new LinkedHashMap<Variant, BpfObject>();
        objects.forEach(object -> byVariant.put(variant(object), object.content()));
        return ScaffoldGenerator.generate(new ScaffoldRequest(
                objects.get(0).name(), source.path().substring(source.path().lastIndexOf('/') + 1), byVariant, types));
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
