package io.github.bpfmaven.input;

import java.util.List;

/**
 * What is in a file that goes into a link.
 *
 * @param archive whether it is an archive, whose modules are linked only if they are needed
 * @param modules in the order of the file; empty if it has none and that is all right, as in an archive of other things
 * @param skipped what in it is no module, each with the reason
 */
public record InputFile(boolean archive, List<InputModule> modules, List<String> skipped) {
    /** The lists are copied. */
    public InputFile {
        modules = List.copyOf(modules);
        skipped = List.copyOf(skipped);
    }

    /**
     * Looks into a file. Its kind is told from its content: raw or wrapped bitcode, textual IR, an ELF object with
     * bitcode in it ({@code -fembed-bitcode=all}, {@code -ffat-lto-objects}), or an archive of these. Work and memory
     * are at most proportional to its length, whatever it claims to hold.
     *
     * @param name what messages call it
     * @throws InputException if it is nothing of that kind, or damaged
     */
    public static InputFile read(String name, byte[] bytes) throws InputException {
        return new InputReader().read(name, bytes);
    }

    static InputFile of(List<InputModule> modules) {
        return new InputFile(false, modules, List.of());
    }
}
