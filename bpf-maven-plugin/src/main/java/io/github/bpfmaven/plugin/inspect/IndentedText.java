package io.github.bpfmaven.plugin.inspect;

/** Lines that are not longer than a terminal is wide, if they have blanks; what goes on in the next line is indented further. */
final class IndentedText {
    private static final int WIDTH = 100;
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    void line(int depth, String content) {
        var indent = STEP.repeat(depth);
        var rest = Wording.printable(content);
        while (indent.length() + rest.length() > WIDTH) {
            var blank = rest.lastIndexOf(' ', WIDTH - indent.length());
            if (blank <= 0) {
                blank = rest.indexOf(' ', 1);
            }
            if (blank < 0) {
                break;
            }
            text.append(indent).append(rest, 0, blank).append('\n');
            rest = rest.substring(blank + 1);
            indent = STEP.repeat(depth + 2);
        }
        text.append(indent).append(rest).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
