package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
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

    private final Btf btf;
    private final TypeBases bases;
    private final boolean pointersFit;
    private final boolean narrowNumbers;
    /** In bytes, or one of the constants. */
    private final long[] sizes;

    private final AtomicReferenceArray<@Nullable RecordLayout> known;

    RecordLayouts(Btf btf, TypeBases bases) {
        this.btf = btf;
        this.bases = bases;
        this.known = new AtomicReferenceArray<>(btf.types().size());
        this.sizes = new long[btf.types().size()];
        Arrays.fill(sizes, UNKNOWN);
        List<BtfType.Int> numbers = IntStream.range(1, btf.types().size())
                .filter(id -> btf.kind(id) == BtfKind.INT)
                .mapToObj(id -> (BtfType.Int) btf.type(id))
                .toList();
        this.pointersFit = numbers.stream()
                .noneMatch(number -> number.size() == 4 && number.name().startsWith("long "));
        this.narrowNumbers = numbers.stream().anyMatch(RecordLayouts::isNarrow);
    }

    /** Of a struct or a union whose parts have been looked at before, unless they have no name. For any thread. */
    RecordLayout of(int id) throws HeaderException {
        RecordLayout layout = known.get(id);
        return layout != null ? layout : find(id);
    }

    private synchronized RecordLayout find(int id) throws HeaderException {
        RecordLayout layout = find((BtfType.Composite) btf.type(id));
        known.set(id, layout);
        return layout;
    }

    /** Old compilers described bit-fields by integers of fewer bits. */
    private int bits(BtfMember member) {
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

    private boolean isWritten(BtfMember member) {
        return (!member.name().isEmpty() || TypeUses.inlined(btf, member).isPresent()) && size(member.type()) != NONE;
    }

    private long size(int id) {
        if (sizes[id] == UNKNOWN) {
            sizes[id] = btf.size(id).orElse(NONE);
        }
        return sizes[id];
    }

    private RecordLayout find(BtfType.Composite composite) throws HeaderException {
        List<RecordPart> parts = new ArrayList<>();
        for (BtfMember member : composite.members()) {
            parts.add(part(member));
        }
        if (pointersFit) {
            for (boolean packed : new boolean[] {false, true}) {
                Optional<RecordLayout> layout = composite instanceof BtfType.Union
                        ? union(composite.size() * BYTE, parts, packed)
                        : new StructLayout(packed).lay(parts, composite.size() * BYTE);
                if (layout.isPresent()) {
                    return layout.get();
                }
            }
        }
        return without(composite, parts);
    }

    private RecordPart part(BtfMember member) throws HeaderException {
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
        return new RecordPart(isWritten(member), member.bitOffset(), size * BYTE, alignment * BYTE, bits(member));
    }

    /** As C would have it by itself. */
    private RecordLayout without(BtfType.Composite composite, List<RecordPart> parts) {
        long end = 0;
        long alignment = BYTE;
        for (RecordPart part : parts) {
            alignment = Math.max(alignment, part.alignment());
            end = composite instanceof BtfType.Union
                    ? Math.max(end, part.size())
                    : StructLayout.up(end, part.width() > 0 ? 1 : part.alignment()) + part.taken();
        }
        List<List<Gap>> none = Collections.nCopies(parts.size() + 1, List.of());
        return new RecordLayout(parts, none, false, 0, 0, StructLayout.up(end, alignment) / BYTE, alignment / BYTE);
    }

    private static Optional<RecordLayout> union(long size, List<RecordPart> parts, boolean packed) {
        long end = 0;
        long alignment = BYTE;
        for (RecordPart part : parts) {
            if (part.written()) {
                if (part.at() != 0 || part.width() > part.size()) {
                    return Optional.empty();
                }
                end = Math.max(end, StructLayout.up(part.taken(), BYTE));
                alignment = packed ? alignment : Math.max(alignment, part.alignment());
            }
        }
        if (end > size || StructLayout.up(end, alignment) > size || size % alignment != 0) {
            return Optional.empty();
        }
        long needed = alignment;
        while (StructLayout.up(end, needed) < size && size % (needed * 2) == 0) {
            needed *= 2;
        }
        boolean reached = StructLayout.up(end, needed) == size;
        List<List<Gap>> none = Collections.nCopies(parts.size() + 1, List.of());
        return Optional.of(new RecordLayout(
                parts,
                none,
                packed,
                reached && needed > alignment ? needed / BYTE : 0,
                reached ? 0 : size / BYTE,
                size / BYTE,
                (reached ? needed : alignment) / BYTE));
    }
}
