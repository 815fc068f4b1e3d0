package io.github.bpfmaven.plugin.lock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.bpfmaven.plugin.incremental.RootNames;

/** Reads what {@link LockWriter} has written, and takes nothing else. */
final class LockReader {
    private static final Pattern CONFLICT = Pattern.compile("(<{7}|>{7}|\\|{7}) .*|={7}");
    static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String MARK = "\uFEFF";
    private static final Set<String> FLAGS = Set.of("optimization", "cpu", "define", "argument");

    private final List<String> lines;
    private int at;
    private final List<Line> settings = new ArrayList<>();
    private final TreeMap<String, String> files = new TreeMap<>();
    private final List<LockedSource> libraries = new ArrayList<>();
    private final List<LockedProgram> programs = new ArrayList<>();

    private LockReader(String text) {
        this.lines = text.lines().toList();
    }

    /** @throws LockException if it is damaged, or was merged wrongly */
    static Lock read(String text) throws LockException {
        return new LockReader(text).read();
    }

    private Lock read() throws LockException {
        refuseConflicts();
        requireFormat();
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(LockWriter.END)) {
            throw damaged("ends in the middle: its last line is not \"" + LockWriter.END + "\"");
        }
        while (!lines.get(at).equals(LockWriter.END)) {
            top();
        }
        if (at != lines.size() - 1) {
            throw damaged("goes on behind its end, in line " + (at + 2));
        }
        var lock = new Lock(settings, files, libraries, programs);
        requireSense(lock);
        return lock;
    }

    private void refuseConflicts() throws LockException {
        for (var index = 0; index < lines.size(); index++) {
            if (CONFLICT.matcher(lines.get(index)).matches()) {
                throw new LockException(
                        Drift.Kind.MERGE,
                        "has conflict markers: in line " + (index + 1) + ", \"" + lines.get(index) + '"');
            }
        }
    }

    private void requireFormat() throws LockException {
        while (at < lines.size()
                && (lines.get(at).startsWith("#") || lines.get(at).isEmpty())) {
            at++;
        }
        if (at < lines.size() && lines.get(at).startsWith(MARK)) {
            throw damaged("starts with a byte order mark, which an editor has put there");
        }
        var format = at < lines.size() ? Line.of(lines.get(at)) : new Line("", "");
        if (!format.word().equals(LockWriter.FORMAT)) {
            throw damaged("is no lock: \"" + LockWriter.FORMAT + " " + LockWriter.VERSION + "\" is missing at its top");
        }
        if (!format.value().equals(LockWriter.VERSION)) {
            throw new LockException(
                    Drift.Kind.PLUGIN,
                    "has format " + format.value() + ", which bpf-maven-plugin " + plugin()
                            + " has written, and this one reads and writes " + LockWriter.VERSION
                            + ": take that version of the plugin");
        }
        at++;
    }

    /** As other formats are likely to say it, too. */
    private String plugin() {
        return lines.stream()
                .map(Line::of)
                .filter(line -> line.word().equals(LockSettings.PLUGIN))
                .map(Line::value)
                .findFirst()
                .orElse("of another version");
    }

    private void top() throws LockException {
        var text = lines.get(at++);
        if (text.isEmpty()) {
            return;
        }
        var line = Line.of(text);
        switch (line.word()) {
            case "file" -> file(line);
            case "library-code" -> libraries.add(source(line.value()));
            case "program" -> program(line.value());
            default -> {
                if (!LockSettings.WORDS.contains(line.word())) {
                    throw damaged("has a line that makes no sense: " + at + ", \"" + text + '"');
                }
                settings.add(line);
            }
        }
    }

    private void file(Line line) throws LockException {
        var space = line.value().indexOf(' ');
        if (space < 0) {
            throw damaged("has a file without a name in line " + at);
        }
        var digest = line.value().substring(0, space);
        var name = line.value().substring(space + 1);
        if (!digest.equals(Lock.PLUGIN)) {
            digest(digest);
        }
        if (RootNames.isPath(name) || name.indexOf('\0') >= 0) {
            throw damaged("names a file that no other machine has: " + name + ", in line " + at);
        }
        if (files.put(name, digest) != null) {
            throw merged("has " + name + " twice, again in line " + at);
        }
    }

    private LockedSource source(String name) throws LockException {
        var flags = new ArrayList<Line>();
        var reads = new ArrayList<String>();
        var places = "";
        while (inBlock()) {
            var line = next();
            if (FLAGS.contains(line.word())) {
                flags.add(line);
            } else if (line.word().equals("reads")) {
                if (reads.contains(line.value())) {
                    throw merged("says something twice: line " + at + ", \"" + line.text() + '"');
                }
                reads.add(line.value());
            } else if (line.word().equals("places")) {
                places = digest(once(places, line));
            } else {
                at--;
                break;
            }
        }
        return new LockedSource(name, flags, reads, places);
    }

    private void program(String name) throws LockException {
        var source = source(name);
        var objects = new ArrayList<LockedObject>();
        var libraries = "";
        var java = Optional.<LockedFile>empty();
        var seal = "";
        while (inBlock()) {
            var line = next();
            var parts = line.value().split(" ", 3);
            switch (line.word()) {
                case "libraries" -> libraries = once(libraries, line);
                case "object" -> {
                    if (parts.length < 3) {
                        throw damaged("has an object without a path in line " + at);
                    }
                    objects.add(new LockedObject(parts[1], ownFile(parts[2], parts[0])));
                }
                case "java" -> {
                    if (java.isPresent() || parts.length < 2) {
                        throw merged("has two classes of one program, or one without a path, in line " + at);
                    }
                    java = Optional.of(ownFile(line.value().substring(parts[0].length() + 1), parts[0]));
                }
                case "seal" -> seal = digest(once(seal, line));
                default -> throw merged("has a line where it doesn't belong: " + at + ", \"" + line.text() + '"');
            }
        }
        if (java.isEmpty() || seal.isEmpty() || libraries.isEmpty()) {
            throw damaged("has no class, no seal or no word on libraries for " + name + ", above line " + (at + 1));
        }
        programs.add(new LockedProgram(source, libraries.equals("all"), objects, java.get(), seal));
    }

    private LockedFile ownFile(String path, String digest) throws LockException {
        if (!OwnFiles.isBelow(path)) {
            throw damaged("names a file outside of its directory: " + path + ", in line " + at);
        }
        return new LockedFile(path, digest(digest));
    }

    private String once(String before, Line line) throws LockException {
        if (!before.isEmpty()) {
            throw merged("says something twice: line " + at + ", \"" + line.text() + '"');
        }
        return line.value();
    }

    private boolean inBlock() {
        return lines.get(at).startsWith("  ");
    }

    private Line next() {
        return Line.of(lines.get(at++).substring(2));
    }

    private String digest(String text) throws LockException {
        if (!DIGEST.matcher(text).matches()) {
            throw damaged("has no SHA-256 where one belongs: in line " + at);
        }
        return text;
    }

    private static void requireSense(Lock lock) throws LockException {
        for (var word : List.of(LockSettings.PLUGIN, LockSettings.LLVM)) {
            if (lock.values(word).size() != 1) {
                throw merged("doesn't say which " + word + " has made it, or says so twice");
            }
        }
        var read = new HashSet<String>();
        var names = new HashSet<String>();
        lock.libraries().forEach(library -> read.addAll(library.files()));
        for (var program : lock.programs()) {
            read.addAll(program.source().files());
            if (!names.add(program.source().name())) {
                throw merged("has the program " + program.source().name() + " twice");
            }
        }
        for (var name : read.stream().sorted().toList()) {
            if (!lock.files().containsKey(name)) {
                throw merged("names " + name + " without its digest");
            }
        }
        for (var name : lock.files().keySet()) {
            if (!read.contains(name)) {
                throw merged("has a digest of " + name + ", which nothing reads");
            }
        }
        for (var program : lock.programs()) {
            if (!lock.seal(program).equals(program.seal())) {
                throw merged("doesn't fit together: what it says of "
                        + program.source().name()
                        + " is not what was built at one time, but merged from two branches or edited by hand");
            }
        }
    }

    private static LockException damaged(String message) {
        return new LockException(Drift.Kind.DAMAGED, message);
    }

    private static LockException merged(String message) {
        return new LockException(Drift.Kind.MERGE, message);
    }
}
