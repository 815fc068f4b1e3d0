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

    private final List<String> directories;
    private final List<String> users;
    private final List<String> hosts;
    private final List<String> longHosts;

    TextJudge(MachineNames machine) {
        this.directories = machine.directories();
        this.users = small(machine.users());
        this.hosts = small(machine.hosts());
        this.longHosts =
                hosts.stream().filter(host -> host.length() >= SHORTEST_HOST).toList();
    }

    private static List<String> small(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
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
        // No path without: that goes for nearly all of the thousands of texts that an object has.
        Optional<Verdict> path =
                text.indexOf('/') >= 0 || text.indexOf('\\') >= 0 ? judgePath(text, role) : Optional.empty();
        return path.isPresent() ? path : judgeWords(text, role);
    }

    private Optional<Verdict> judgePath(String text, Role role) {
        boolean file = role == Role.FILE_NAME;
        if (names(text)) {
            return Optional.of(new Verdict(Severity.ERROR, Leak.Kind.BUILD_DIRECTORY));
        }
        if (file && ABSOLUTE.matcher(text).matches()) {
            return Optional.of(new Verdict(Severity.ERROR, Leak.Kind.ABSOLUTE_FILE_NAME));
        }
        return HOME.matcher(text).find()
                ? Optional.of(new Verdict(file ? Severity.ERROR : Severity.WARNING, Leak.Kind.HOME_DIRECTORY))
                : Optional.empty();
    }

    private Optional<Verdict> judgeWords(String text, Role role) {
        String small = text.toLowerCase(Locale.ROOT);
        return switch (role) {
            case FILE_NAME -> fileName(small).map(kind -> new Verdict(Severity.ERROR, kind));
            // A variable may be called as somebody is.
            case NAME -> Optional.empty();
            case TEXT -> text(small).map(kind -> new Verdict(Severity.WARNING, kind));
        };
    }

    /** In the name of a file, one that is relative: a file or a directory of the sources may be called as somebody is. */
    private Optional<Leak.Kind> fileName(String small) {
        if (users.stream().anyMatch(user -> hasHome(small, user))) {
            return Optional.of(Leak.Kind.USER);
        }
        return hasWord(small, longHosts) ? Optional.of(Leak.Kind.HOST) : Optional.empty();
    }

    private Optional<Leak.Kind> text(String small) {
        if (hasWord(small, users)) {
            return Optional.of(Leak.Kind.USER);
        }
        return hasWord(small, hosts) ? Optional.of(Leak.Kind.HOST) : Optional.empty();
    }

    private static boolean hasHome(String small, String user) {
        String path = "/" + MachineNames.slashed(small) + "/";
        return HOMES.stream().anyMatch(home -> path.contains("/" + home + user + "/"));
    }

    private boolean names(String text) {
        String slashed = MachineNames.slashed(text);
        return directories.stream().anyMatch(directory -> hasDirectory(slashed, directory));
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

    /** @param text in small letters, as the words */
    private static boolean hasWord(String text, List<String> words) {
        for (String word : words) {
            if (hasWord(text, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !isWordCharacter(text.charAt(at - 1)))
                    && (end == text.length() || !isWordCharacter(text.charAt(end)))) {
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
