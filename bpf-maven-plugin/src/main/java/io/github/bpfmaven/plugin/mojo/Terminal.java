package io.github.bpfmaven.plugin.mojo;

import java.io.Console;

/** Whether somebody looks on. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        var console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // Since Java 22 there is a console where there is no terminal, and a way to ask.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException older) {
            return true;
        }
    }
}
