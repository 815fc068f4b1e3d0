package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.user.UsdtArgument;

/**
 * The descriptions of probes that an object's programs are attached to, in the maps that {@code bpf/usdt.bpf.h} gives it: each
 * place says by its cookie which one is its own; before Linux 5.15 by its address.
 *
 * <p>Source: {@code struct __bpf_usdt_spec} and {@code allocate_spec_id} in {@code src/usdt.c} of libbpf 1.8; before 1.7 an
 * argument took 16 bytes, since then 24. For use by several threads.
 */
public final class UsdtSpecs {
    private static final String SPECS = "__bpf_usdt_specs";
    private static final String PLACES = "__bpf_usdt_ip_to_spec_id";
    private static final int MOST_ARGUMENTS = 12;
    private static final int PLAIN = 16;
    private static final int WITH_INDEX = 24;

    private final LoadedMap specs;
    private final LoadedMap places;
    private final int argumentSize;
    /** By their numbers; nothing where one is free. */
    private final List<Optional<Used>> used = new ArrayList<>();

    private record Spec(List<UsdtArgument> arguments, long cookie) {}

    private record Used(Spec spec, int times) {}

    private UsdtSpecs(LoadedMap specs, LoadedMap places, int argumentSize) {
        this.specs = specs;
        this.places = places;
        this.argumentSize = argumentSize;
    }

    /** Those of an object; nothing if it has no such maps, or strange ones. */
    public static Optional<UsdtSpecs> of(Map<String, LoadedMap> maps) {
        LoadedMap specs = maps.get(SPECS);
        LoadedMap places = maps.get(PLACES);
        if (specs == null || places == null) {
            return Optional.empty();
        }
        for (int size : new int[] {PLAIN, WITH_INDEX}) {
            if (specs.info().valueSize() == specSize(size)) {
                return Optional.of(new UsdtSpecs(specs, places, size));
            }
        }
        return Optional.empty();
    }

    /** The arguments, the cookie, and how many there are, padded. */
    private static int specSize(int argumentSize) {
        return MOST_ARGUMENTS * argumentSize + 2 * Long.BYTES;
    }

    /** The number of a description, which is in the map until it is let go as often as it was taken. */
    synchronized int take(List<UsdtArgument> arguments, long cookie) throws IOException {
        Spec wanted = new Spec(List.copyOf(arguments), cookie);
        int free = used.indexOf(Optional.<Used>empty());
        for (int id = 0; id < used.size(); id++) {
            Optional<Used> known = used.get(id);
            if (known.isPresent() && known.get().spec().equals(wanted)) {
                used.set(id, Optional.of(new Used(wanted, known.get().times() + 1)));
                return id;
            }
        }
        int id = free < 0 ? used.size() : free;
        if (id >= specs.info().maxEntries()) {
            throw new IOException("there is room for " + specs.info().maxEntries()
                    + " probes with different arguments; define BPF_USDT_MAX_SPEC_CNT before including bpf/usdt.bpf.h, or"
                    + " set the size of the map " + SPECS);
        }
        specs.put(number(id), encoded(wanted));
        if (free < 0) {
            used.add(Optional.empty());
        }
        used.set(id, Optional.of(new Used(wanted, 1)));
        return id;
    }

    synchronized void release(int id) {
        Optional<Used> known = used.get(id);
        used.set(id, known.filter(spec -> spec.times() > 1).map(spec -> new Used(spec.spec(), spec.times() - 1)));
    }

    /** Says which description a place in memory has. */
    void putPlace(long address, int id) throws IOException {
        places.put(buffer(Long.BYTES).putLong(address).array(), number(id));
    }

    private byte[] number(int id) {
        return buffer(Integer.BYTES).putInt(id).array();
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order());
    }

    private ByteOrder order() {
        return specs.kernel().kernel().byteOrder();
    }

    private byte[] encoded(Spec spec) throws IOException {
        if (spec.arguments().size() > MOST_ARGUMENTS) {
            throw new IOException("a probe has " + spec.arguments().size() + " arguments, more than the "
                    + MOST_ARGUMENTS + " that programs can read");
        }
        ByteBuffer out = buffer(specSize(argumentSize));
        for (int i = 0; i < spec.arguments().size(); i++) {
            put(out, i * argumentSize, spec.arguments().get(i));
        }
        out.putLong(MOST_ARGUMENTS * argumentSize, spec.cookie());
        out.putShort(MOST_ARGUMENTS * argumentSize + Long.BYTES, (short)
                spec.arguments().size());
        return out.array();
    }

    private void put(ByteBuffer out, int at, UsdtArgument argument) throws IOException {
        boolean indexed = argument.kind() == UsdtArgument.Kind.INDEXED;
        if (indexed && argumentSize == PLAIN) {
            throw new IOException("an argument is at a scaled index, which the object can't read; define BPF_USDT_SIB"
                    + " before including bpf/usdt.bpf.h");
        }
        int kind = argument.kind().ordinal();
        int register = at + 12;
        out.putLong(at, argument.value());
        if (argumentSize == PLAIN) {
            out.putInt(at + 8, kind);
        } else if (out.order() == ByteOrder.LITTLE_ENDIAN) {
            // Bit fields, of which none straddles its type: a byte, and behind another one 12 bits and 4 in two bytes.
            out.put(at + 8, (byte) kind);
            out.putShort(at + 10, (short) (argument.index() | argument.scale() << 12));
            register = at + 14;
        } else {
            out.putShort(at + 10, (short) (argument.index() << 4 | argument.scale()));
            out.put(at + 12, (byte) kind);
            register = at + 14;
        }
        out.putShort(register, (short) argument.register());
        out.put(register + 2, (byte) (argument.signed() ? 1 : 0));
        out.put(register + 3, (byte) (Long.SIZE - Byte.SIZE * argument.size()));
    }
}
