package io.github.bpfmaven.plugin.compile;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;

import io.github.bpfmaven.plugin.reduce.FileWords;
import io.github.bpfmaven.plugin.reduce.HeaderReduction;

/**
 * What clang keeps from one source to the next, and must not. LLVM 20's pass for CO-RE has its variables in a map of the process
 * ({@code BPFAbstractMemberAccess::GEPGlobals}) and would use one of the module before; which warnings are switched off is
 * remembered by places in files, of which those of the next source have the same numbers ({@code DiagnosticsEngine}).
 */
final class BatchHazard {
    private static final Set<String> CORE = Set.of(
            "preserve_access_index",
            "__preserve_access_index__",
            "preserve_static_offset",
            "__preserve_static_offset__",
            "__builtin_preserve_access_index",
            "__builtin_preserve_field_info",
            "__builtin_preserve_type_info",
            "__builtin_preserve_enum_value",
            "__builtin_btf_type_id");

    /** What the variables are called: {@code llvm.task_struct:0:2048$0:12}. */
    private static final String VARIABLE = "llvm.";

    private BatchHazard() {}

    /** Whether a source may bring it about that reads these. */
    static boolean isIn(Collection<FileWords> files) {
        return files.stream().anyMatch(FileWords::wantsOwnClang) || HeaderReduction.mayMention(files, CORE);
    }

    /** Whether some bitcode comes of a source that has brought it about, by a name put together of others. */
    static boolean isIn(byte[] bitcode) {
        // Names of symbols stand at its end, byte by byte, nothing between them (LLVM bitcode's STRTAB block).
        var text = new String(bitcode, StandardCharsets.ISO_8859_1);
        for (var at = text.indexOf(VARIABLE); at >= 0; at = text.indexOf(VARIABLE, at + 1)) {
            if (text.startsWith("btf_type_id", at + VARIABLE.length()) || isAccess(text, at + VARIABLE.length())) {
                return true;
            }
        }
        return false;
    }

    /** A type's name, a colon, a number, a colon. */
    private static boolean isAccess(String text, int from) {
        var colon = from;
        while (colon < text.length() && (isWord(text.charAt(colon)))) {
            colon++;
        }
        var end = colon + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end < text.length() && text.charAt(colon) == ':' && end > colon + 1 && text.charAt(end) == ':';
    }

    /** Clang takes a dollar sign for one of a name, and UTF-8. */
    private static boolean isWord(char character) {
        return character == '_' || character == '$' || character >= 0x80 || Character.isLetterOrDigit(character);
    }
}
