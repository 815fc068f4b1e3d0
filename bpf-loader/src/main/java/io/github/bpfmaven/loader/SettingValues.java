package io.github.bpfmaven.loader;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.loader.code.ObjectTypes.SettingsLayout;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.KernelSettings;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.BpfExtern;
import io.github.bpfmaven.object.BpfObject;

/**
 * Writes the settings of the kernel that a program asks for with {@code __kconfig}.
 *
 * <p>Source: {@code set_kcfg_value_tri}, {@code set_kcfg_value_str}, {@code set_kcfg_value_num} and
 * {@code bpf_object__resolve_externs} of libbpf 1.8.
 */
final class SettingValues {
    private static final String TRISTATE = "libbpf_tristate";
    private static final int NO = 0;
    private static final int YES = 1;
    private static final int MODULE = 2;

    private final BpfObject object;
    private final Btf btf;
    private final SettingsLayout layout;
    private final TargetKernel kernel;
    private final Optional<KernelSettings> given;
    private final ByteBuffer out;

    SettingValues(BpfObject object, SettingsLayout layout, TargetKernel kernel, Optional<KernelSettings> given) {
        this.object = object;
        this.btf = object.btf().orElseThrow();
        this.layout = layout;
        this.kernel = kernel;
        this.given = given;
        this.out = ByteBuffer.allocate(Math.toIntExact(layout.size()))
                .order(kernel.kernel().byteOrder());
    }

    byte[] write() throws IOException {
        Optional<KernelSettings> settings = given;
        for (BpfExtern extern : object.externs()) {
            if (extern.kind() != BpfExtern.Kind.KCONFIG) {
                continue;
            }
            if (extern.name().startsWith("CONFIG_")) {
                if (settings.isEmpty()) {
                    settings = Optional.of(kernel.settings()
                            .orElseThrow(() -> bad(
                                    extern,
                                    "this kernel does not say how it was configured: neither /proc/config.gz"
                                            + " (CONFIG_IKCONFIG_PROC) nor /boot/config-… is there; give the loader the"
                                            + " settings")));
                }
                String value = settings.get().values().get(extern.name());
                if (value != null) {
                    put(extern, value);
                } else if (!extern.weak()) {
                    throw bad(extern, "this kernel's configuration does not set it; declare it __weak for a 0 then");
                }
            } else {
                number(extern, known(extern));
            }
        }
        return out.array();
    }

    /** What no configuration has. */
    private BigInteger known(BpfExtern extern) throws IOException {
        return switch (extern.name()) {
            case "LINUX_KERNEL_VERSION" -> BigInteger.valueOf(kernel.version().code());
            case "LINUX_HAS_BPF_COOKIE" -> bit(kernel.features().has(Feature.COOKIES));
            case "LINUX_HAS_SYSCALL_WRAPPER" -> {
                String prefix = kernel.kernel().machine().wrapperPrefix();
                yield bit(!prefix.isEmpty()
                        && hasProbes()
                        && kernel.symbols().address(prefix + "sys_bpf").isPresent());
            }
            default -> {
                if (extern.name().startsWith("LINUX_") && extern.weak()) {
                    yield BigInteger.ZERO;
                }
                throw bad(extern, "is neither a CONFIG_ setting nor a LINUX_ one that loaders know");
            }
        };
    }

    /**
     * libbpf finds out about the functions around system calls by a probe on one. Without probes there is nothing that asks, and
     * programs leave out what the answer is for.
     */
    private boolean hasProbes() throws IOException {
        return kernel.files().text("/sys/bus/event_source/devices/kprobe/type").isPresent()
                || kernel.files().text("/sys/kernel/tracing/kprobe_events").isPresent();
    }

    private static BigInteger bit(boolean set) {
        return set ? BigInteger.ONE : BigInteger.ZERO;
    }

    private void put(BpfExtern extern, String value) throws BpfLoadException {
        if (value.equals("y") || value.equals("m") || value.equals("n")) {
            letter(extern, value.charAt(0));
        } else if (value.startsWith("\"")) {
            text(extern, value);
        } else {
            number(extern, parsed(extern, value));
        }
    }

    private static BigInteger parsed(BpfExtern extern, String value) throws BpfLoadException {
        try {
            return value.startsWith("0x") || value.startsWith("0X")
                    ? new BigInteger(value.substring(2), 16)
                    : new BigInteger(value);
        } catch (NumberFormatException strange) {
            throw bad(extern, "its value " + value + " is no number");
        }
    }

    private BtfType type(BpfExtern extern) {
        return btf.type(btf.resolve(extern.type()));
    }

    private int at(BpfExtern extern) {
        return layout.offsets().get(extern.name()).intValue();
    }

    private void letter(BpfExtern extern, char letter) throws BpfLoadException {
        BtfType type = type(extern);
        if (type.name().equals(TRISTATE) && btf.size(extern.type()).orElse(0) == Integer.BYTES) {
            out.putInt(at(extern), letter == 'y' ? YES : letter == 'm' ? MODULE : NO);
        } else if (type instanceof BtfType.Int integer && integer.encoding() == BtfType.Int.BOOL && letter != 'm') {
            out.put(at(extern), (byte) (letter == 'y' ? 1 : 0));
        } else if (type instanceof BtfType.Int integer
                && integer.size() == 1
                && integer.encoding() != BtfType.Int.BOOL) {
            out.put(at(extern), (byte) letter);
        } else {
            throw bad(
                    extern,
                    "its value is " + letter + ", which wants "
                            + (letter == 'm'
                                    ? "the type enum libbpf_tristate or char"
                                    : "the type bool, enum libbpf_tristate or char"));
        }
    }

    private void text(BpfExtern extern, String value) throws BpfLoadException {
        boolean characters = type(extern) instanceof BtfType.Array array
                && btf.size(array.elementType()).orElse(0) == 1
                && array.count() > 0;
        if (!characters || value.length() < 2 || !value.endsWith("\"")) {
            throw bad(extern, "its value is " + value + ", which wants an array of char");
        }
        byte[] text = value.substring(1, value.length() - 1).getBytes(StandardCharsets.UTF_8);
        int room = (int) btf.size(extern.type()).orElse(1) - 1;
        // As libbpf does: what is too long is cut, and ends with a NUL all the same.
        out.put(at(extern), text, 0, Math.min(text.length, room));
    }

    private void number(BpfExtern extern, BigInteger value) throws BpfLoadException {
        if (!(type(extern) instanceof BtfType.Int integer) || integer.size() > Long.BYTES) {
            throw bad(extern, "its value is " + value + ", which wants an integer, char or bool");
        }
        int bits = (int) integer.size() * Byte.SIZE;
        boolean signed = (integer.encoding() & BtfType.Int.SIGNED) != 0;
        boolean fits = integer.encoding() == BtfType.Int.BOOL
                ? value.signum() >= 0 && value.bitLength() <= 1
                : signed ? value.bitLength() < bits : value.signum() >= 0 && value.bitLength() <= bits;
        // 64 bits take all that C's strtoull gives.
        if (!fits && !(bits == Long.SIZE && value.bitLength() <= bits)) {
            throw bad(extern, "its value is " + value + ", which does not fit into its " + integer.size() + " bytes");
        }
        int at = at(extern);
        switch ((int) integer.size()) {
            case 1 -> out.put(at, value.byteValue());
            case 2 -> out.putShort(at, value.shortValue());
            case 4 -> out.putInt(at, value.intValue());
            case 8 -> out.putLong(at, value.longValue());
            default -> throw bad(extern, "its type has " + integer.size() + " bytes");
        }
    }

    private static BpfLoadException bad(BpfExtern extern, String problem) {
        return new BpfLoadException("extern '" + extern.name() + "'", problem);
    }
}
