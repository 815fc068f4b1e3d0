package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.bpfmaven.object.Finding.Severity;

/** Says whether a text tells of a machine. */
final class TextJudge {
    private static final String NAME = "[\\p{L}\\p{N}._@+~ -]+";

    /**
     * From the root on, on a drive, on a server. With a directory or a suffix: binary sections of DWARF have a slash and a
     * letter anywhere.
     */
    private static final Pattern ABSOLUTE =
            Pattern.compile("/(?:" + NAME + "/)+" + NAME + "/?|/[\\p{L}\\p{N}_@+~-]+\\.[\\p{L}\\p{N}]+"
                    + "|[A-Za-z]:[\\\\/]" + NAME + "(?:[\\\\/]" + NAME + ")*|\\\\\\\\\\w" + NAME + "\\\\.*");

    /** What stands behind must be a name, so that no URL and no ratio is taken for a drive. */
    private static final Pattern HOME = Pattern.compile(
            "(?<![\\w./-])(?:/home/[^/\\s]+/|/Users/[^/\\s]+/|/root/\\w|[A-Za-z]:[\\\\/]Users[\\\\/]\\w)");

    /** What homes are in; the rest of a relative path, up to a name. */
    private static final List<String> HOMES = List.of("home/", "users/");

    /**
     * A shorter name of a machine is a word of names of files ({@code db}, {@code web1}), and says nothing: of this many characters
     * on, it would be an accident.
     */
    private static final int SHORTEST_HOST = 5;

    private final MachineNames machine;

    TextJudge(MachineNames machine) {
        this.machine = machine;
    }

    /** What a text is. */
    enum Role {
        /** The name of a source file. */
        FILE_NAME,
        /** The name of a type, a variable, a section. */
        NAME,
        /** Data of a program, or a line of its source. */
        TEXT
    }

    /** A verdict. */
    record Verdict(Severity severity, Leak.Kind kind) {}

    /** The worst that there is to say; nothing if the text tells nothing. */
    Optional<Verdict> judge(String text, Role role) {
        boolean file = role == Role.FILE_NAME;
        if (names(text)) {
            return Optional.of(new Verdict(Severity.ERROR, Leak.Kind.BUILD_DIRECTORY));
        }
        if (file && ABSOLUTE.matcher(text).matches()) {
            return Optional.of(new Verdict(Severity.ERROR, Leak.Kind.ABSOLUTE_FILE_NAME));
        }
        if (HOME.matcher(text).find()) {
            return Optional.of(new Verdict(file ? Severity.ERROR : Severity.WARNING, Leak.Kind.HOME_DIRECTORY));
        }
        return switch (role) {
            case FILE_NAME -> fileName(text).map(kind -> new Verdict(Severity.ERROR, kind));
            // A variable may be called as somebody is.
            case NAME -> Optional.empty();
            case TEXT -> text(text).map(kind -> new Verdict(Severity.WARNING, kind));
        };
    }

    /** In the name of a file, one that is relative: a file or a directory of the sources may be called as somebody is. */
    private Optional<Leak.Kind> fileName(String text) {
        if (machine.users().stream().anyMatch(user -> hasHome(text, user))) {
            return Optional.of(Leak.Kind.USER);
        }
        return machine.hosts().stream()
                        .filter(host -> host.length() >= SHORTEST_HOST)
                        .anyMatch(host -> hasWord(text, host))
                ? Optional.of(Leak.Kind.HOST)
                : Optional.empty();
    }

    private Optional<Leak.Kind> text(String text) {
        if (machine.users().stream().anyMatch(user -> hasWord(text, user))) {
            return Optional.of(Leak.Kind.USER);
        }
        return machine.hosts().stream().anyMatch(host -> hasWord(text, host))
                ? Optional.of(Leak.Kind.HOST)
                : Optional.empty();
    }

    private static boolean hasHome(String text, String user) {
        String path = "/" + MachineNames.slashed(text).toLowerCase(Locale.ROOT) + "/";
        return HOMES.stream().anyMatch(home -> path.contains("/" + home + user.toLowerCase(Locale.ROOT) + "/"));
    }

    private boolean names(String text) {
        String slashed = MachineNames.slashed(text);
        return machine.directories().stream().anyMatch(directory -> hasDirectory(slashed, directory));
    }

    private static boolean hasDirectory(String text, String directory) {
        for (int at = text.indexOf(directory); at >= 0; at = text.indexOf(directory, at + 1)) {
            int end = at + directory.length();
            boolean starts = at == 0 || !isNameCharacter(text.charAt(at - 1));
            if (starts && (end == text.length() || !isNameCharacter(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWord(String text, String word) {
        String all = text.toLowerCase(Locale.ROOT);
        String small = word.toLowerCase(Locale.ROOT);
        for (int at = all.indexOf(small); at >= 0; at = all.indexOf(small, at + 1)) {
            int end = at + small.length();
            if ((at == 0 || !isWordCharacter(all.charAt(at - 1)))
                    && (end == all.length() || !isWordCharacter(all.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    /** Behind a directory's name: with these it is another one. */
    private static boolean isNameCharacter(char one) {
        return isWordCharacter(one) || List.of('.', '~').contains(one);
    }

    private static boolean isWordCharacter(char one) {
        return Character.isLetterOrDigit(one) || one == '_' || one == '-';
    }
}
