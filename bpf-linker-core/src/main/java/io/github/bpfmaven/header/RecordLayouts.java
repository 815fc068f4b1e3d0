package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.header.RecordLayout.Gap;

/**
 * Finds out how structs and unions must be written, by doing what clang would do for BPF: first as they are, then packed.
 * BTF tells sizes and offsets, but neither alignments nor attributes. Where bit-fields go is the same for both byte orders,
 * since BTF counts bits from the one that is stored first.
 *
 * <p>Of a 32-bit kernel's structs, whose pointers have 4 bytes, C for BPF has no layout: they are written without one,
 * and only CO-RE finds their members.
 *
 * <p>Source: {@code ItaniumRecordLayoutBuilder} in LLVM 20's {@code clang/lib/AST/RecordLayoutBuilder.cpp}, for a target
 * with {@code UseBitFieldTypeAlignment} and without {@code UseZeroLengthBitfieldAlignment}, like BPF.
 */
final class RecordLayouts {
    private static final long BYTE = Byte.SIZE;
    private static final long POINTER = 8;
    private static final long NONE = -1;
    private static final long UNKNOWN = -2;
    /** A page. More is no alignment, and too many lines. */
    private static final long LARGEST_GAP = 4096 * BYTE;

    private static final List<Gap> UNITS =
            List.of(new Gap("long", 64), new Gap("int", 32), new Gap("short", 16), new Gap("char", 8));

    private final Btf btf;
    private final TypeBases bases;
    private final boolean pointersFit;
    private final boolean narrowNumbers;
    /** In bytes, or one of the constants. */
    private final long[] sizes;

    private final @Nullable RecordLayout[] known;

    RecordLayouts(Btf btf, TypeBases bases) {
        this.btf = btf;
        this.bases = bases;
        this.known = new RecordLayout[btf.types().size()];
        this.sizes = new long[btf.types().size()];
        Arrays.fill(sizes, UNKNOWN);
        List<BtfType.Int> numbers = btf.types().stream()
                .filter(BtfType.Int.class::isInstance)
                .map(BtfType.Int.class::cast)
                .toList();
        this.pointersFit = numbers.stream()
                .noneMatch(number -> number.size() == 4 && number.name().startsWith("long "));
        this.narrowNumbers = numbers.stream().anyMatch(RecordLayouts::isNarrow);
    }

    /** Of a struct or a union whose parts have been looked at before, unless they have no name. */
    RecordLayout of(int id) throws HeaderException {
        RecordLayout layout = known[id];
        if (layout == null) {
            layout = find((BtfType.Composite) btf.type(id));
            known[id] = layout;
        }
        return layout;
    }

    /** The bits of a bit-field; 0 if the member is none. Old compilers described bit-fields by integers of fewer bits. */
    int bits(BtfMember member) {
        if (member.bitFieldSize() > 0) {
            return member.bitFieldSize();
        }
        return narrowNumbers && btf.type(btf.resolve(member.type())) instanceof BtfType.Int number && isNarrow(number)
                ? number.bits()
                : 0;
    }

    private static boolean isNarrow(BtfType.Int number) {
        return number.bits() > 0 && number.bits() < number.size() * BYTE && (number.encoding() & BtfType.Int.BOOL) == 0;
    }

    /** Whether C has the member at all: whether it has a size, and a name or members of its own. */
    boolean isWritten(BtfMember member) {
        return (!member.name().isEmpty() || TypeUses.inlined(btf, member).isPresent()) && size(member.type()) != NONE;
    }

    private long size(int id) {
        if (sizes[id] == UNKNOWN) {
            sizes[id] = btf.size(id).orElse(NONE);
        }
        return sizes[id];
    }

    private RecordLayout find(BtfType.Composite composite) throws HeaderException {
        List<Part> parts = new ArrayList<>();
        for (BtfMember member : composite.members()) {
            parts.add(part(member));
        }
        if (pointersFit) {
            for (boolean packed : new boolean[] {false, true}) {
                Optional<RecordLayout> layout = composite instanceof BtfType.Union
                        ? union(composite.size() * BYTE, parts, packed)
                        : new Struct(packed).lay(parts, composite.size() * BYTE);
                if (layout.isPresent()) {
                    return layout.get();
                }
            }
        }
        return without(composite, parts);
    }

    /**
     * @param at where BTF has it, in bits
     * @param size in bits: of a bit-field's type, too
     * @param alignment in bits
     * @param width 0 if it is no bit-field
     */
    private record Part(boolean written, long at, long size, long alignment, int width) {
        /** The bits that it takes. */
        private long taken() {
            return width > 0 ? width : size;
        }
    }

    private Part part(BtfMember member) throws HeaderException {
        int base = bases.of(member.type());
        long one = Math.max(0, size(base));
        long size = Math.max(0, size(member.type()));
        long alignment = 1;
        BtfType type = btf.type(base);
        if (type instanceof BtfType.Composite) {
            RecordLayout inner = of(base);
            alignment = inner.alignment();
            size = one == 0 ? size : size / one * inner.size();
        } else if (type instanceof BtfType.Ptr) {
            alignment = POINTER;
        } else {
            alignment = CKeywords.alignment(one);
        }
        return new Part(isWritten(member), member.bitOffset(), size * BYTE, alignment * BYTE, bits(member));
    }

    /** As C would have it by itself. */
    private RecordLayout without(BtfType.Composite composite, List<Part> parts) {
        long end = 0;
        long alignment = BYTE;
        for (Part part : parts) {
            alignment = Math.max(alignment, part.alignment);
            end = composite instanceof BtfType.Union
                    ? Math.max(end, part.size)
                    : up(end, part.width > 0 ? 1 : part.alignment) + part.taken();
        }
        List<List<Gap>> none = Collections.nCopies(parts.size() + 1, List.of());
        return new RecordLayout(none, false, 0, 0, up(end, alignment) / BYTE, alignment / BYTE);
    }

    private static Optional<RecordLayout> union(long size, List<Part> parts, boolean packed) {
        long end = 0;
        long alignment = BYTE;
        for (Part part : parts) {
            if (part.written) {
                if (part.at != 0 || part.width > part.size) {
                    return Optional.empty();
                }
                end = Math.max(end, up(part.taken(), BYTE));
                alignment = packed ? alignment : Math.max(alignment, part.alignment);
            }
        }
        if (end > size || up(end, alignment) > size || size % alignment != 0) {
            return Optional.empty();
        }
        long needed = alignment;
        while (up(end, needed) < size && size % (needed * 2) == 0) {
            needed *= 2;
        }
        boolean reached = up(end, needed) == size;
        List<List<Gap>> none = Collections.nCopies(parts.size() + 1, List.of());
        return Optional.of(new RecordLayout(
                none,
                packed,
                reached && needed > alignment ? needed / BYTE : 0,
                reached ? 0 : size / BYTE,
                size / BYTE,
                (reached ? needed : alignment) / BYTE));
    }

    private static long up(long position, long unit) {
        return (position + unit - 1) / unit * unit;
    }

    /** A struct on its way from the first bit to the last. */
    private static final class Struct {
        private final boolean packed;
        private final List<List<Gap>> gaps = new ArrayList<>();
        private long position;
        private long alignment = BYTE;

        private Struct(boolean packed) {
            this.packed = packed;
        }

        /** @return empty if C would put a member elsewhere */
        private Optional<RecordLayout> lay(List<Part> parts, long size) {
            for (Part part : parts) {
                if (!part.written) {
                    gaps.add(List.of());
                } else if (!lay(part)) {
                    return Optional.empty();
                }
            }
            if (!fill(size, alignment)) {
                return Optional.empty();
            }
            return Optional.of(new RecordLayout(gaps, packed, 0, 0, size / BYTE, alignment / BYTE));
        }

        private boolean lay(Part part) {
            long unit = packed ? BYTE : part.alignment;
            alignment = Math.max(alignment, unit);
            if (part.width == 0) {
                boolean fits = fill(part.at, unit);
                position = part.at + part.size;
                return fits;
            }
            long natural = natural(part, position);
            if (part.width > part.size || natural > part.at) {
                return false;
            }
            gaps.add(natural == part.at ? List.of() : gaps(part.at, 1));
            position = part.at + part.width;
            return natural(part, part.at) == part.at;
        }

        /** Where a bit-field would go: behind the last, unless it would cross from one unit of its type to the next. */
        private long natural(Part part, long from) {
            boolean crosses = !packed && from % part.alignment + part.width > part.size;
            return crosses ? up(from, part.alignment) : from;
        }

        /** Whether what is aligned so comes to that place, with gaps before it where they are needed. */
        private boolean fill(long place, long unit) {
            if (place % unit != 0 || up(position, unit) > place) {
                return false;
            }
            gaps.add(gaps(place, unit));
            return true;
        }

        /** Moves the position until what is aligned so follows at a place. */
        private List<Gap> gaps(long place, long unit) {
            List<Gap> found = new ArrayList<>();
            if (place - position > LARGEST_GAP) {
                position = up(position, BYTE);
                long bytes = (place - position) / BYTE;
                found.add(new Gap("unsigned char", bytes * BYTE));
                position += bytes * BYTE;
            }
            while (up(position, unit) < place) {
                long from = position;
                Gap next = UNITS.stream()
                        .filter(gap -> up(from + 1, gap.bits()) <= place)
                        .findFirst()
                        .map(gap -> new Gap(gap.type(), up(from + 1, gap.bits()) - from))
                        .orElseGet(() -> new Gap("char", place - from));
                found.add(next);
                position += next.bits();
            }
            return found;
        }
    }
}
