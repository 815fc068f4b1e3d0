package io.github.bpfmaven.linker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.bpfmaven.llvm.LlvmContext;
import io.github.bpfmaven.llvm.LlvmException;
import io.github.bpfmaven.llvm.LlvmModule;
import io.github.bpfmaven.llvm.LlvmSymbol;

/**
 * Pulls library modules into a program as a linker pulls members out of a static archive: a module comes in when it
 * defines a symbol that is still undefined, and then whole.
 */
final class LibrarySearch implements AutoCloseable {
    private final LlvmContext context;
    private final DiagnosticCollector diagnostics;
    private final List<Member> members = new ArrayList<>();

    LibrarySearch(LlvmContext context, DiagnosticCollector diagnostics) {
        this.context = context;
        this.diagnostics = diagnostics;
    }

    /**
     * Links what the program needs into it.
     *
     * @return the functions that came in and are of no use outside of the object; empty if there are none
     * @throws LlvmException if LLVM can't read or link a module that is needed
     */
    List<String> pullInto(LlvmModule program, String programName, List<LinkInput> libraries)
            throws LlvmException, IOException {
        var internal = new ArrayList<String>();
        if (libraries.isEmpty() || undefined(program).isEmpty()) {
            return internal;
        }
        for (var library : libraries) {
            var module = context.parseBitcode(library.name(), library.read());
            members.add(new Member(library.name(), module, module.symbols()));
        }
        var definedBy = new HashMap<String, String>();
        strongDefinitions(program.symbols()).forEach(name -> definedBy.put(name, programName));
        // What the program itself defines stays as it is, also where a library has a weak default of that name.
        var own = program.symbols().stream()
                .filter(SymbolRules::isVisibleDefinition)
                .map(LlvmSymbol::name)
                .collect(Collectors.toUnmodifiableSet());
        for (var next = nextNeeded(program); next.isPresent(); next = nextNeeded(program)) {
            var member = next.get();
            members.remove(member);
            new LicenseMerge(program, programName, diagnostics).prepare(member);
            if (!clashes(member, definedBy)) {
                member.symbols().stream()
                        .filter(SymbolRules::isLibraryCode)
                        .map(LlvmSymbol::name)
                        .filter(name -> !own.contains(name))
                        .forEach(internal::add);
                program.link(member.module());
            }
        }
        return internal;
    }

    private Optional<Member> nextNeeded(LlvmModule program) {
        var wanted = undefined(program);
        return members.stream().filter(member -> member.defines(wanted)).findFirst();
    }

    private boolean clashes(Member member, Map<String, String> definedBy) {
        var clash = false;
        for (var name : strongDefinitions(member.module().symbols())) {
            var first = definedBy.putIfAbsent(name, member.name());
            if (first != null) {
                clash = true;
                diagnostics.error("'" + name + "' is defined in " + first + " and in " + member.name()
                        + ", which is linked in for other symbols; rename one, make it static, or mark one __weak");
            }
        }
        return clash;
    }

    private static Set<String> undefined(LlvmModule module) {
        return module.symbols().stream()
                .filter(SymbolRules::isUndefined)
                .map(LlvmSymbol::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> strongDefinitions(List<LlvmSymbol> symbols) {
        return symbols.stream()
                .filter(symbol -> SymbolRules.isVisibleDefinition(symbol) && !symbol.weak())
                .map(LlvmSymbol::name)
                .toList();
    }

    @Override
    public void close() {
        members.forEach(member -> member.module().close());
    }

    record Member(String name, LlvmModule module, List<LlvmSymbol> symbols) {
        boolean defines(Set<String> wanted) {
            return symbols.stream()
                    .anyMatch(symbol -> SymbolRules.isVisibleDefinition(symbol) && wanted.contains(symbol.name()));
        }
    }
}
