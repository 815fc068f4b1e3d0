package io.github.bpfmaven.headers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.Instruction;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A helper function")
final class HelperCallsTest {
    /** A function of the kernel's as the table has it. */
    private record Helper(int number, String name, String returns, String arguments) {
        static Helper parse(String line) {
            var columns = line.split("\t", -1);
            return new Helper(Integer.parseInt(columns[0]), columns[1], columns[4], columns[5]);
        }

        /** A function in a section of its own that does nothing but call the helper with its own arguments. */
        String caller() {
            var fixed = arguments.replace(", ...", "");
            var names = new ArrayList<String>();
            for (var argument : fixed.equals("void") ? new String[0] : fixed.split(", ")) {
                names.add(argument.replaceAll(".*\\W", ""));
            }
            return "__attribute__((section(\"%s\"))) %s call_%s(%s) { %sbpf_%s(%s); }\n"
                    .formatted(
                            section(),
                            returns,
                            name,
                            fixed,
                            returns.equals("void") ? "" : "return ",
                            name,
                            String.join(", ", names));
        }

        String section() {
            return "helper/" + number;
        }

        boolean isCalledBy(Instruction instruction) {
            return instruction.opcode() == 0x85 && instruction.source() == 0 && instruction.immediate() == number;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("is called by its number, with the arguments of its prototype")
    void calls(BpfTarget target, @TempDir Path directory) throws Exception {
        var helpers = helpers();
        var clang = new TestClang(directory);
        var source = new StringBuilder("#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\n");
        helpers.forEach(helper -> source.append(helper.caller()));
        Files.writeString(directory.resolve("calls.c"), source);

        var elf = ElfFile.read(Files.readAllBytes(clang.object("calls.c", target, "-Wall", "-Werror")));

        for (var helper : helpers) {
            var calls = Instruction.of(elf, helper.section()).stream()
                    .filter(helper::isCalledBy)
                    .count();
            assertEquals(1, calls, "calls of " + helper);
        }
    }

    private static List<Helper> helpers() throws IOException {
        var helpers = Files.readString(TestHeaders.HELPERS)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Helper::parse)
                .toList();
        assertTrue(helpers.size() >= 211, helpers.size() + " helpers");
        return helpers;
    }
}
