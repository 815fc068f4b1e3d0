package io.github.bpfmaven.loader.user;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.loader.kernel.Machine;

/**
 * Where a probe's argument is.
 *
 * <p>Source: {@code parse_usdt_arg} in {@code src/usdt.c} of libbpf 1.8, for x86-64, arm64, s390x and riscv64.
 *
 * @param kind a constant, a register or memory
 * @param value the constant; for memory what is added to the register
 * @param register its offset in the registers that a program sees ({@code struct pt_regs}); 0 for a constant
 * @param index another register that is added, by its offset; 0 if there is none
 * @param scale how many bits that one is shifted by
 * @param size of the argument in bytes: 1, 2, 4 or 8
 * @param signed whether it has a sign
 */
public record UsdtArgument(Kind kind, long value, int register, int index, int scale, int size, boolean signed) {
    private static final String OFFSET = "([+-]?(?:0x[0-9a-fA-F]+|\\d+))?";
    private static final String NUMBER = "([+-]?(?:0x[0-9a-fA-F]+|\\d+))";
    private static final Pattern SIZE = Pattern.compile("(-?[1248])f?@(.+)");
    private static final Pattern PERCENT_MEMORY = Pattern.compile(OFFSET + "\\(%(\\w+)\\)");
    private static final Pattern PERCENT_INDEXED = Pattern.compile(OFFSET + "\\((?:%(\\w+))?,%(\\w+)(?:,([1248]))?\\)");
    private static final Pattern PERCENT_REGISTER = Pattern.compile("%(\\w+)");
    private static final Pattern DOLLAR_NUMBER = Pattern.compile("\\$" + NUMBER);
    private static final Pattern PLAIN_NUMBER = Pattern.compile(NUMBER);
    private static final Pattern BRACKETS = Pattern.compile("\\[(\\w+)(?:,#?" + NUMBER + ")?]");
    private static final Pattern PLAIN_MEMORY = Pattern.compile(OFFSET + "\\((\\w+)\\)");
    private static final Pattern PLAIN_REGISTER = Pattern.compile("(\\w+)");

    /** The ordinal is libbpf's number. */
    public enum Kind {
        /** A number. */
        CONSTANT,
        /** A register. */
        REGISTER,
        /** Memory that a register points to. */
        MEMORY,
        /** Memory that two registers point to: as libbpf 1.7 has it. */
        INDEXED
    }

    /**
     * The arguments of a probe.
     *
     * @param text as the note has them
     * @throws IOException if one is described in a way that is not known
     */
    public static List<UsdtArgument> parse(String text, Machine machine) throws IOException {
        List<UsdtArgument> arguments = new ArrayList<>();
        // Blanks stand between arguments, and on arm64 also within brackets.
        for (String argument : text.replaceAll(",\\s+", ",").trim().split("\\s+")) {
            if (!argument.isEmpty()) {
                arguments.add(one(argument, machine));
            }
        }
        return arguments;
    }

    private static UsdtArgument one(String text, Machine machine) throws IOException {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw unknown(text, machine);
        }
        int bytes = Integer.parseInt(size.group(1));
        Place place = switch (machine) {
            case X86_64 -> x86(size.group(2));
            case AARCH64 -> arm(size.group(2));
            case S390X -> s390(size.group(2));
            case RISCV64 -> riscv(size.group(2));
            case PPC64LE, LOONGARCH64 -> Place.UNKNOWN;
        };
        if (place.equals(Place.UNKNOWN)) {
            throw unknown(text, machine);
        }
        return new UsdtArgument(
                place.kind, place.value, place.register, place.index, place.scale, Math.abs(bytes), bytes < 0);
    }

    private static IOException unknown(String text, Machine machine) {
        return new IOException(
                "the argument '" + text + "' of a probe is where this loader can't find it on " + machine);
    }

    private record Place(Kind kind, long value, int register, int index, int scale) {
        static final Place UNKNOWN = new Place(Kind.CONSTANT, 0, -1, 0, 0);

        static Place constant(String number) {
            return new Place(Kind.CONSTANT, Long.decode(number), 0, 0, 0);
        }

        static Place register(int offset) {
            return offset < 0 ? UNKNOWN : new Place(Kind.REGISTER, 0, offset, 0, 0);
        }

        static Place memory(@Nullable String value, int offset) {
            return offset < 0 ? UNKNOWN : new Place(Kind.MEMORY, value == null ? 0 : Long.decode(value), offset, 0, 0);
        }
    }

    private static Place x86(String text) {
        Matcher match = PERCENT_MEMORY.matcher(text);
        if (match.matches()) {
            return Place.memory(match.group(1), Registers.x86(match.group(2)));
        }
        match = PERCENT_INDEXED.matcher(text);
        if (match.matches() && match.group(2) != null) {
            int scale = match.group(4) == null ? 0 : Integer.numberOfTrailingZeros(Integer.parseInt(match.group(4)));
            int base = Registers.x86(match.group(2));
            int index = Registers.x86(match.group(3));
            long value = match.group(1) == null ? 0 : Long.decode(match.group(1));
            return base < 0 || index < 0 ? Place.UNKNOWN : new Place(Kind.INDEXED, value, base, index, scale);
        }
        match = PERCENT_REGISTER.matcher(text);
        if (match.matches()) {
            return Place.register(Registers.x86(match.group(1)));
        }
        match = DOLLAR_NUMBER.matcher(text);
        return match.matches() ? Place.constant(match.group(1)) : Place.UNKNOWN;
    }

    private static Place arm(String text) {
        Matcher match = BRACKETS.matcher(text);
        if (match.matches()) {
            return Place.memory(match.group(2), Registers.arm(match.group(1)));
        }
        match = PLAIN_NUMBER.matcher(text);
        if (match.matches()) {
            return Place.constant(match.group(1));
        }
        match = PLAIN_REGISTER.matcher(text);
        return match.matches() ? Place.register(Registers.arm(match.group(1))) : Place.UNKNOWN;
    }

    private static Place s390(String text) {
        Matcher match = PERCENT_MEMORY.matcher(text);
        if (match.matches()) {
            return Place.memory(match.group(1), Registers.s390(match.group(2)));
        }
        match = PERCENT_REGISTER.matcher(text);
        if (match.matches()) {
            return Place.register(Registers.s390(match.group(1)));
        }
        match = PLAIN_NUMBER.matcher(text);
        return match.matches() ? Place.constant(match.group(1)) : Place.UNKNOWN;
    }

    private static Place riscv(String text) {
        Matcher match = PLAIN_MEMORY.matcher(text);
        if (match.matches()) {
            return Place.memory(match.group(1), Registers.riscv(match.group(2)));
        }
        match = PLAIN_NUMBER.matcher(text);
        if (match.matches()) {
            return Place.constant(match.group(1));
        }
        match = PLAIN_REGISTER.matcher(text);
        return match.matches() ? Place.register(Registers.riscv(match.group(1))) : Place.UNKNOWN;
    }
}
