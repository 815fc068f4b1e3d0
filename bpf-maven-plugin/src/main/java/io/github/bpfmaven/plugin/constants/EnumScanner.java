package io.github.bpfmaven.plugin.constants;

import java.util.Optional;

/**
 * Finds the names of enum constants in a stream of tokens. It need not be right everywhere, since clang says what each name is: it
 * takes the first name between the braces of an enum and the one behind each comma there.
 */
final class EnumScanner {
    private State state = State.OUTSIDE;
    /** Open parentheses, brackets and braces since the state was entered. */
    private int depth;

    private String tag = "";

    private enum State {
        OUTSIDE,
        /** Behind {@code enum}. */
        HEAD,
        /** Behind {@code __attribute__}: what is in parentheses now is no sign that this is a function. */
        ATTRIBUTE,
        /** Behind a colon: the type of the values. */
        TYPE,
        /** Where the next name begins. */
        NAME,
        /** Behind a name. */
        VALUE
    }

    /** Takes the next token. Gives {@code enum tag}, or {@code enum}, if it is the name of an enum constant. */
    Optional<String> next(CToken token) {
        switch (state) {
            case OUTSIDE -> {
                if (token.isName("enum")) {
                    enter(State.HEAD);
                    tag = "";
                }
            }
            case HEAD, TYPE -> head(token);
            case ATTRIBUTE -> {
                if (deepen(token) == 0) {
                    enter(State.HEAD);
                }
            }
            case NAME -> {
                if (token.kind() == CToken.Kind.NAME) {
                    enter(State.VALUE);
                    return Optional.of(tag.isEmpty() ? "enum" : "enum " + tag);
                }
                enter(State.OUTSIDE);
            }
            case VALUE -> {
                if (depth == 0 && token.is(',')) {
                    enter(State.NAME);
                } else if (deepen(token) < 0) {
                    enter(State.OUTSIDE);
                }
            }
        }
        return Optional.empty();
    }

    private void head(CToken token) {
        if (token.is('{')) {
            enter(State.NAME);
        } else if (token.isName("__attribute__") || token.isName("__attribute")) {
            enter(State.ATTRIBUTE);
        } else if (token.is('[')) {
            enter(State.ATTRIBUTE);
            depth = 1;
        } else if (token.is(':')) {
            enter(State.TYPE);
        } else if (token.kind() != CToken.Kind.NAME || (state == State.HEAD && !tag.isEmpty())) {
            // A use of the type: enum tag variable;
            enter(State.OUTSIDE);
        } else if (state == State.HEAD) {
            tag = token.text();
        }
    }

    private int deepen(CToken token) {
        if (token.is('(') || token.is('[') || token.is('{')) {
            depth++;
        } else if (token.is(')') || token.is(']') || token.is('}')) {
            depth--;
        }
        return depth;
    }

    private void enter(State next) {
        state = next;
        depth = 0;
    }
}
