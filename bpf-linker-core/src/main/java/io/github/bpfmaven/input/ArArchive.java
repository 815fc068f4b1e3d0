package io.github.bpfmaven.input;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code ar} archives with GNU ({@code name/}, {@code /123} into {@code //}) and BSD ({@code #1/N}) names. Symbol
 * indexes are passed over: which member defines what is seen in the members themselves.
 *
 * <p>Source: {@code ar(5)} of FreeBSD; "Archive File Format" of GNU binutils; LLVM 20, {@code Archive.cpp}.
 */
final class ArArchive {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] THIN_MAGIC = "!<thin>\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 60;
    private static final int NAME = 16;
    private static final int SIZE = 48;
    private static final int SIZE_END = 58;

    private final String file;
    private final byte[] bytes;
    private byte[] longNames = new byte[0];

    private ArArchive(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** @param name of the member; two may have the same */
    record Member(String name, byte[] bytes) {}

    static boolean isArchive(byte[] bytes) {
        return startsWith(bytes, MAGIC);
    }

    static boolean isThin(byte[] bytes) {
        return startsWith(bytes, THIN_MAGIC);
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return Arrays.equals(bytes, 0, Math.min(magic.length, bytes.length), magic, 0, magic.length);
    }

    /**
     * @param file what messages call the archive
     * @throws InputException if the archive is damaged
     */
    static List<Member> read(String file, byte[] bytes) throws InputException {
        return new ArArchive(file, bytes).members();
    }

    private List<Member> members() throws InputException {
        var members = new ArrayList<Member>();
        for (var at = MAGIC.length; at < bytes.length; ) {
            if (bytes.length - at < HEADER || bytes[at + SIZE_END] != '`' || bytes[at + SIZE_END + 1] != '\n') {
                throw damaged(at, "no member's header");
            }
            var data = at + HEADER;
            var size = size(at);
            if (size > bytes.length - data) {
                throw damaged(
                        at, "a member of " + size + " bytes, of which only " + (bytes.length - data) + " are there");
            }
            add(at, text(at, at + NAME).stripTrailing(), data, data + (int) size, members);
            at = data + (int) size + (int) (size & 1);
        }
        return members;
    }

    private void add(int at, String name, int data, int end, List<Member> members) throws InputException {
        if (name.equals("//")) {
            longNames = Arrays.copyOfRange(bytes, data, end);
        } else if (name.startsWith("#1/")) {
            var length = number(at, name.substring(3));
            if (length > end - data) {
                throw damaged(at, "a name that is longer than its member");
            }
            var real = text(data, data + (int) length).replace("\0", "");
            if (!real.startsWith("__.SYMDEF")) {
                members.add(new Member(real, Arrays.copyOfRange(bytes, data + (int) length, end)));
            }
        } else if (!name.equals("/") && !name.equals("/SYM64/") && !name.startsWith("__.SYMDEF")) {
            members.add(new Member(gnuName(at, name), Arrays.copyOfRange(bytes, data, end)));
        }
    }

    private String gnuName(int at, String name) throws InputException {
        if (!name.startsWith("/")) {
            return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        }
        var start = number(at, name.substring(1));
        if (start >= longNames.length) {
            throw damaged(at, "a name beyond the table of long names");
        }
        var end = (int) start;
        while (end < longNames.length && longNames[end] != '\n' && longNames[end] != 0) {
            end++;
        }
        var real = new String(longNames, (int) start, end - (int) start, StandardCharsets.UTF_8);
        return real.endsWith("/") ? real.substring(0, real.length() - 1) : real;
    }

    private long size(int at) throws InputException {
        return number(at, text(at + SIZE, at + SIZE_END).strip());
    }

    private long number(int at, String digits) throws InputException {
        // Ten digits are what the field has room for.
        if (digits.isEmpty() || digits.length() > 10 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw damaged(at, "'" + digits + "' where a number should be");
        }
        return Long.parseLong(digits);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private InputException damaged(int at, String what) {
        return new InputException(file + " is a damaged archive: at offset " + at + " there is " + what);
    }
}
