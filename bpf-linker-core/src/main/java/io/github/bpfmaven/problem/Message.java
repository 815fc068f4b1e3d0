package io.github.bpfmaven.problem;

import java.util.List;

/**
 * What was said of something that went wrong.
 *
 * @param speaker who
 * @param text what, without place and severity
 * @param around what tells more of it: the file that it is about, the quoted source line, include stacks, the notes that
 *     belong to it
 */
public record Message(Speaker speaker, String text, List<String> around) {
    public Message {
        around = List.copyOf(around);
    }

    /** A message with nothing around it. */
    public static Message of(Speaker speaker, String text) {
        return new Message(speaker, text, List.of());
    }
}
