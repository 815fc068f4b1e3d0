package io.github.bpfmaven.loader.types;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.bpfmaven.loader.kernel.KernelFiles;

/** The addresses of a kernel's symbols, from {@code /proc/kallsyms}; read when they are first asked for, and kept. */
public final class KernelSymbols {
    private static final String FILE = "/proc/kallsyms";
    private static final int HEXADECIMAL = 16;

    private final KernelFiles files;
    private Optional<String> all = Optional.empty();

    KernelSymbols(KernelFiles files) {
        this.files = files;
    }

    /**
     * Where a symbol is.
     *
     * @return nothing if there is none of that name; 0 if addresses are not shown ({@code kernel.kptr_restrict})
     */
    public synchronized OptionalLong address(String name) throws IOException {
        if (all.isEmpty()) {
            // A hundred thousand lines: looked through as one text, and not kept as objects.
            all = Optional.of(new String(files.read(FILE).orElse(new byte[0]), StandardCharsets.ISO_8859_1));
        }
        String text = all.get();
        String wanted = " " + name;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            // The name of a module stands behind a tab.
            if (end == text.length() || text.charAt(end) == '\n' || text.charAt(end) == '\t') {
                int line = text.lastIndexOf('\n', at) + 1;
                String address = text.substring(line, text.indexOf(' ', line));
                return OptionalLong.of(Long.parseUnsignedLong(address, HEXADECIMAL));
            }
        }
        return OptionalLong.empty();
    }
}
