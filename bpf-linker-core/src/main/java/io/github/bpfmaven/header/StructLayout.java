package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.header.RecordLayout.Gap;

/** A struct on its way from the first bit to the last. */
final class StructLayout {
    private static final long BYTE = Byte.SIZE;
    /** A page. More is no alignment, and too many lines. */
    private static final long LARGEST_GAP = 4096 * BYTE;

    private static final List<Gap> UNITS =
            List.of(new Gap("long", 64), new Gap("int", 32), new Gap("short", 16), new Gap("char", 8));

    private final boolean packed;
    private final List<List<Gap>> gaps = new ArrayList<>();
    private long position;
    private long alignment = BYTE;

    StructLayout(boolean packed) {
        this.packed = packed;
    }

    /** @return empty if C would put a member elsewhere */
    Optional<RecordLayout> lay(List<RecordPart> parts, long size) {
        for (RecordPart part : parts) {
            if (!part.written()) {
                gaps.add(List.of());
            } else if (!lay(part)) {
                return Optional.empty();
            }
        }
        if (!fill(size, alignment)) {
            return Optional.empty();
        }
        return Optional.of(new RecordLayout(parts, gaps, packed, 0, 0, size / BYTE, alignment / BYTE));
    }

    private boolean lay(RecordPart part) {
        long unit = packed ? BYTE : part.alignment();
        alignment = Math.max(alignment, unit);
        if (part.width() == 0) {
            boolean fits = fill(part.at(), unit);
            position = part.at() + part.size();
            return fits;
        }
        long natural = natural(part, position);
        if (part.width() > part.size() || natural > part.at()) {
            return false;
        }
        gaps.add(natural == part.at() ? List.of() : gaps(part.at(), 1));
        position = part.at() + part.width();
        return natural(part, part.at()) == part.at();
    }

    /** Where a bit-field would go: behind the last, unless it would cross from one unit of its type to the next. */
    private long natural(RecordPart part, long from) {
        boolean crosses = !packed && from % part.alignment() + part.width() > part.size();
        return crosses ? up(from, part.alignment()) : from;
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

    /** The next multiple of a unit. */
    static long up(long position, long unit) {
        return (position + unit - 1) / unit * unit;
    }
}
