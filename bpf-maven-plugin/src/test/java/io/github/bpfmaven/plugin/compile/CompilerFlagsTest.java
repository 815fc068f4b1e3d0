package io.github.bpfmaven.plugin.compile;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The flags of a compile")
final class CompilerFlagsTest {
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "v3", "v4", "generic"})
    @DisplayName("name an instruction set that clang has")
    void cpus(String cpu) {
        assertDoesNotThrow(() -> flags("2", cpu).check());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v5", "V3", "probe", "native"})
    @DisplayName("name no other instruction set, least of all the build host's")
    void unknownCpus(String cpu) {
        assertRefused("unknown cpu '" + cpu + "'", flags("2", cpu));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "s", "z"})
    @DisplayName("name a level of optimisation that gives code for the verifier")
    void levels(String level) {
        assertDoesNotThrow(() -> flags(level, "v3").check());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "g", "fast", "4", "-O2"})
    @DisplayName("name no other level")
    void unknownLevels(String level) {
        assertRefused("unknown optimization '" + level + "'", flags(level, "v3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "_X1=", "PORTS=64", "NAME=\"a b\"", "MAX(a,b)=((a)>(b)?(a):(b))"})
    @DisplayName("define macros")
    void defines(String define) {
        assertDoesNotThrow(() -> new CompilerFlags("2", "v3", List.of(define), List.of()).check());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1ST", "-DDEBUG", "A B", "=1", "A-B=1"})
    @DisplayName("define nothing that is no macro")
    void noMacro(String define) {
        assertRefused(
                "'" + define + "' in <defines> is not NAME or NAME=VALUE",
                new CompilerFlags("2", "v3", List.of(define), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Wall", "-Werror", "-fno-builtin", "-DX=1", "-include", "-mllvm", "-O1", "-mlittle-endian"})
    @DisplayName("may add arguments of clang's")
    void arguments(String argument) {
        assertDoesNotThrow(() -> new CompilerFlags("2", "v3", List.of(), List.of(argument)).check());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c",
                "-S",
                "-E",
                "-o",
                "-emit-llvm",
                "-fsyntax-only",
                "-flto",
                "-flto=thin",
                "-x",
                "-g0",
                "-MD",
                "-MF",
                "-M"
            })
    @DisplayName("may not say what clang makes, and where")
    void reserved(String argument) {
        assertRefused(
                "'" + argument + "' can't be in <compilerArgs>: the plugin itself says",
                new CompilerFlags("2", "v3", List.of(), List.of("-Wall", argument)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-target", "--target=x86_64", "--target"})
    @DisplayName("may not say for which target: <targets> does")
    void target(String argument) {
        assertRefused("; set <targets>", new CompilerFlags("2", "v3", List.of(), List.of(argument)));
    }

    @Test
    @DisplayName("are checked for every define, not for the first alone")
    void everyDefine() {
        assertRefused("'2'", new CompilerFlags("2", "v3", List.of("ONE", "2"), List.of()));
    }

    private static CompilerFlags flags(String optimization, String cpu) {
        return new CompilerFlags(optimization, cpu, List.of(), List.of());
    }

    private static void assertRefused(String expected, CompilerFlags flags) {
        var message =
                assertThrows(InvalidConfigurationException.class, flags::check).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
