package io.github.bpfmaven.input;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What a file that can't be linked seems to be. */
final class FileKind {
    private static final String ACCEPTED =
            "LLVM bitcode, textual IR, objects with bitcode in them and archives of these";

    private static final List<Signature> KNOWN = List.of(
            new Signature("cffaedfe", "a Mach-O object; compile it with --target=bpfel or bpfeb"),
            new Signature("cafebabe", "a Java class or a Mach-O file for several machines"),
            new Signature("4d5a", "a Windows program"),
            new Signature("504b0304", "a zip or jar file; unpack it"),
            new Signature("1f8b", "compressed with gzip; unpack it"),
            new Signature("fd377a585a", "compressed with xz; unpack it"),
            new Signature("28b52ffd", "compressed with zstd; unpack it"));

    private FileKind() {}

    private record Signature(String hex, String kind) {}

    /** A sentence to go behind the file's name. */
    static String describe(byte[] bytes) {
        if (bytes.length == 0) {
            return " is empty";
        }
        var start = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        for (var signature : KNOWN) {
            if (start.startsWith(signature.hex)) {
                return " is " + signature.kind;
            }
        }
        return isText(bytes)
                ? " is text, but no LLVM IR; C sources have to be compiled first: clang --target=bpf -O2 -g -emit-llvm -c"
                : " is of no kind that can be linked; these are " + ACCEPTED;
    }

    private static boolean isText(byte[] bytes) {
        var text = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        return text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\t' || c == '\r');
    }
}
