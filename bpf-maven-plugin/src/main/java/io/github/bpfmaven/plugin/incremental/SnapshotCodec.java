package io.github.bpfmaven.plugin.incremental;

import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Kept;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Role;
import io.github.bpfmaven.plugin.problem.HeardProblems.Said;
import io.github.bpfmaven.plugin.problem.Problem;

/** Snapshots as bytes, but for the content of files. What was said names files as well: it holds in another directory, too. */
final class SnapshotCodec {
    private final RootNames names;

    SnapshotCodec(RootNames names) {
        this.names = names;
    }

    byte[] encode(ModuleSnapshot snapshot) {
        return new StateWriter()
                .text(snapshot.sources())
                .text(snapshot.place())
                .number(snapshot.programs())
                .texts(snapshot.objects())
                .list(snapshot.read(), (out, input) -> out.text(input.name()).text(input.digest()))
                .texts(snapshot.absent())
                .list(snapshot.parts(), (out, part) -> out.list(part, SnapshotCodec::kept))
                .list(snapshot.said(), this::said)
                .toBytes();
    }

    /** Fails as {@link StateReader} says. */
    ModuleSnapshot decode(StateReader in) {
        return new ModuleSnapshot(
                in.text(),
                in.text(),
                in.number(),
                in.texts(),
                in.list(input -> new Input(input.text(), input.text())),
                in.texts(),
                in.list(part -> part.list(SnapshotCodec::kept)),
                in.list(this::said));
    }

    private static void kept(StateWriter out, Kept file) {
        out.text(file.role().name()).text(file.name()).text(file.digest()).number(file.length());
    }

    private static Kept kept(StateReader in) {
        return new Kept(Role.valueOf(in.text()), in.text(), in.text(), in.number());
    }

    private void said(StateWriter out, Said said) {
        var problem = said.problem();
        out.flag(said.explains())
                .text(problem.severity().name())
                .optional(
                        problem.place(),
                        (to, place) -> to.text(names.hide(place.file()))
                                .number(place.line())
                                .number(place.column()))
                .text(names.hide(problem.message()))
                .list(problem.context(), (to, line) -> to.text(names.hide(line)));
    }

    private Said said(StateReader in) {
        return new Said(
                in.flag(),
                new Problem(
                        Problem.Severity.valueOf(in.text()),
                        in.optional(
                                place -> new Problem.Place(names.show(place.text()), place.number(), place.number())),
                        names.show(in.text()),
                        in.list(line -> names.show(line.text()))));
    }
}
