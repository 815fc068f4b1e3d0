package io.github.bpfmaven.relocation;

import java.nio.ByteOrder;

import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;

/**
 * The numbers of a field: where it is, how large, and how to shift a bit-field out of the integer around it.
 *
 * <p>Source: {@code bpf_core_calc_field_relo} in {@code src/relo_core.c} of libbpf 1.8.
 */
final class FieldNumbers {
    private static final long WORD = Long.BYTES;

    private final SizedTypes types;

    FieldNumbers(SizedTypes types) {
        this.types = types;
    }

    long of(CoreSpec spec) throws InvalidSpecException {
        if (spec.kind() == Kind.FIELD_EXISTS) {
            return 1;
        }
        CoreAccess last = spec.last();
        return last.name().isPresent() ? ofMember(spec, last) : ofElement(spec, last);
    }

    private long ofElement(CoreSpec spec, CoreAccess element) throws InvalidSpecException {
        return switch (spec.kind()) {
            case FIELD_BYTE_OFFSET -> spec.bitOffset() / Byte.SIZE;
            case FIELD_BYTE_SIZE -> types.size(element.type());
            default -> throw new InvalidSpecException("an element of an array has no sign and no shifts");
        };
    }

    private long ofMember(CoreSpec spec, CoreAccess access) throws InvalidSpecException {
        BtfMember member =
                ((BtfType.Composite) types.btf().type(access.type())).members().get(access.index());
        if (spec.kind() == Kind.FIELD_SIGNED) {
            return isSigned(types.btf().type(types.btf().resolve(member.type()))) ? 1 : 0;
        }
        long bits = member.bitFieldSize();
        long size = types.size(member.type());
        long offset = spec.bitOffset() / Byte.SIZE;
        if (bits == 0) {
            bits = size * Byte.SIZE;
        } else {
            size = around(spec.bitOffset(), bits, size);
            offset = offset / size * size;
        }
        long before = spec.bitOffset() - offset * Byte.SIZE;
        return switch (spec.kind()) {
            case FIELD_BYTE_OFFSET -> offset;
            case FIELD_BYTE_SIZE -> size;
            case FIELD_LSHIFT_U64 ->
                types.btf().byteOrder() == ByteOrder.LITTLE_ENDIAN
                        ? Long.SIZE - (before + bits)
                        : (WORD - size) * Byte.SIZE + before;
            default -> Long.SIZE - bits;
        };
    }

    /** The size of the smallest integer, as large as the declared one or larger, that has the whole bit-field in it. */
    private static long around(long bitOffset, long bits, long declared) throws InvalidSpecException {
        for (long size = Math.max(declared, 1); ; size *= 2) {
            long start = bitOffset / Byte.SIZE / size * size;
            if (bitOffset + bits <= (start + size) * Byte.SIZE) {
                return size;
            }
            if (size >= WORD) {
                throw new InvalidSpecException(
                        "there the bit-field does not fit into 64 bits that could be read at once");
            }
        }
    }

    private static boolean isSigned(BtfType type) {
        return type instanceof BtfType.Int number && (number.encoding() & BtfType.Int.SIGNED) != 0
                || type instanceof BtfType.Enum small && small.signed()
                || type instanceof BtfType.Enum64 large && large.signed();
    }
}
