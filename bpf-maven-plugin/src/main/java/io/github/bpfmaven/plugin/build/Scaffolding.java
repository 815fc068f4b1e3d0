package io.github.bpfmaven.plugin.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.scaffold.GeneratedFile;
import io.github.bpfmaven.plugin.scaffold.LinuxArch;
import io.github.bpfmaven.plugin.scaffold.ScaffoldGenerator;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest;
import io.github.bpfmaven.plugin.scaffold.Variant;

/** From the objects of one source to its Java class. */
final class Scaffolding {
    private Scaffolding() {}

    /** @param objects the variants, at least one; a program or map that only some of them have is listed too */
    static GeneratedFile of(Source source, List<BuiltObject> objects) {
        var first = objects.get(0);
        return ScaffoldGenerator.generate(new ScaffoldRequest(
                first.name(),
                source.path().substring(source.path().lastIndexOf('/') + 1),
                objects.stream().map(Scaffolding::variant).toList(),
                programs(objects),
                maps(objects),
                first.content().license()));
    }

    private static Variant variant(BuiltObject object) {
        var file = object.name().resourceFile(object.target().suffix());
        var order = object.target().byteOrder().byteOrder();
        return object.target()
                .architecture()
                .map(name -> Variant.forArch(file, order, LinuxArch.named(name).orElseThrow()))
                .orElseGet(() -> Variant.forAnyArch(file, order));
    }

    private static List<ScaffoldRequest.Program> programs(List<BuiltObject> objects) {
        var sections = new LinkedHashMap<String, String>();
        functions(objects).forEach(program -> sections.putIfAbsent(program.name(), program.section()));
        return sections.entrySet().stream()
                .map(program -> new ScaffoldRequest.Program(program.getKey(), program.getValue()))
                .toList();
    }

    private static Stream<BpfFunction> functions(List<BuiltObject> objects) {
        return objects.stream().flatMap(object -> object.content().programs().stream());
    }

    private static List<ScaffoldRequest.BpfMap> maps(List<BuiltObject> objects) {
        return objects.stream()
                .flatMap(object -> object.content().maps().stream())
                .map(map -> new ScaffoldRequest.BpfMap(map.name()))
                .distinct()
                .toList();
    }
}
