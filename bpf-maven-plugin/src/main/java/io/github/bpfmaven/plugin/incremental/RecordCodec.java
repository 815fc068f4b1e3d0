package io.github.bpfmaven.plugin.incremental;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceLocation;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.constants.ConstantMessage;
import io.github.bpfmaven.plugin.constants.Constants;
import io.github.bpfmaven.plugin.constants.NamePattern;

/** Results as bytes. What clang says names files; these names are made to hold in another directory as well. */
final class RecordCodec {
    private final RootNames names;

    RecordCodec(RootNames names) {
        this.names = names;
    }

    void compile(StateWriter out, CompileRecord record) {
        out.text(record.key().plugin())
                .text(record.key().toolchain())
                .text(record.key().flags())
                .text(record.key().source())
                .list(record.inputs(), RecordCodec::input)
                .texts(record.absent())
                .text(record.bitcode())
                .text(record.symbols())
                .list(record.diagnostics(), this::clang);
    }

    CompileRecord compile(StateReader in) {
        return new CompileRecord(
                new CompileKey(in.text(), in.text(), in.text(), in.text()),
                in.list(RecordCodec::input),
                in.texts(),
                in.text(),
                in.text(),
                in.list(this::clang));
    }

    void link(StateWriter out, LinkRecord record) {
        out.text(record.options())
                .text(record.program())
                .list(record.libraries(), RecordCodec::input)
                .texts(record.pulled())
                .text(record.object())
                .list(record.diagnostics(), this::linker)
                .texts(record.findings());
        LintCodec.record(out, record.lint());
    }

    LinkRecord link(StateReader in) {
        return new LinkRecord(
                in.text(),
                in.text(),
                in.list(RecordCodec::input),
                in.texts(),
                in.text(),
                in.list(this::linker),
                in.texts(),
                LintCodec.record(in));
    }

    void constants(StateWriter out, ConstantsRecord record) {
        out.text(record.key())
                .list(record.constants().constants(), ConstantCodec::constant)
                .list(record.constants().unmatched(), (pattern, some) -> pattern.text(some.text()))
                .list(record.constants().messages(), this::message);
    }

    ConstantsRecord constants(StateReader in) {
        return new ConstantsRecord(
                in.text(),
                new Constants(
                        in.list(ConstantCodec::constant),
                        in.list(pattern -> new NamePattern(pattern.text())),
                        in.list(this::message),
                        true));
    }

    static void input(StateWriter out, Input input) {
        out.text(input.name()).text(input.digest());
    }

    static Input input(StateReader in) {
        return new Input(in.text(), in.text());
    }

    private void clang(StateWriter out, ClangDiagnostic diagnostic) {
        out.text(diagnostic.severity().name())
                .optional(diagnostic.place(), this::place)
                .text(names.hide(diagnostic.message()))
                .list(diagnostic.context(), (line, some) -> line.text(names.hide(some)));
    }

    private ClangDiagnostic clang(StateReader in) {
        return new ClangDiagnostic(
                ClangDiagnostic.Severity.valueOf(in.text()),
                in.optional(this::place),
                names.show(in.text()),
                in.list(line -> names.show(line.text())));
    }

    private void place(StateWriter out, ClangDiagnostic.Place place) {
        out.text(names.hide(place.file())).number(place.line()).number(place.column());
    }

    private ClangDiagnostic.Place place(StateReader in) {
        return new ClangDiagnostic.Place(names.show(in.text()), in.number(), in.number());
    }

    private void linker(StateWriter out, Diagnostic diagnostic) {
        out.text(diagnostic.severity().name())
                .text(names.hide(diagnostic.message()))
                .optional(
                        diagnostic.location(),
                        (place, at) -> place.text(at.file()).number(at.line()).number(at.column()));
    }

    private Diagnostic linker(StateReader in) {
        return new Diagnostic(
                Diagnostic.Severity.valueOf(in.text()),
                names.show(in.text()),
                in.optional(place -> new SourceLocation(place.text(), place.number(), place.number())));
    }

    private void message(StateWriter out, ConstantMessage message) {
        out.text(message.severity().name())
                .optional(message.place(), this::place)
                .text(names.hide(message.text()));
    }

    private ConstantMessage message(StateReader in) {
        return new ConstantMessage(
                ConstantMessage.Severity.valueOf(in.text()), in.optional(this::place), names.show(in.text()));
    }
}
