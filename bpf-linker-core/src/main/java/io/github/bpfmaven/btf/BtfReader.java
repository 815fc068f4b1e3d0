package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code .BTF}: checks all of it, and leaves decoding to {@link BtfDecoder}. */
final class BtfReader {
    private BtfReader() {}

    /**
     * @param section nothing of it is kept
     * @param base empty if the section is not split
     */
    static Btf read(byte[] section, ByteOrder order, Optional<Btf> base) throws BtfFormatException {
        // Linux 7.1 has a third area: for each kind, how long its records are, for readers that do not know the kind.
        BtfHeader header = BtfHeader.read(section, order, 2, 3);
        BtfStringSection bytes = strings(section, header.area(1, 1), base);
        BtfStrings strings = new BtfStrings(bytes);
        BtfScan scan = new BtfScan(section, order, header.area(0, Integer.BYTES), strings);
        BtfRecords records = scan.records();
        BtfDecoder types = new BtfDecoder(records, strings);
        int first = Btf.firstBehind(base);
        // Those of the base are checked already, and can't name what came later.
        if (scan.highest() >= (long) first + records.count()) {
            throw missing(records, types, first);
        }
        BtfCycles.check(records, first);
        return new Btf(order, types, base, Optional.of(bytes));
    }

    private static BtfStringSection strings(byte[] section, int[] area, Optional<Btf> base) throws BtfFormatException {
        boolean some = area[0] < area[1];
        check(some || base.isPresent(), area[0], "the string section must start and end with NUL, but is empty");
        check(!some || section[area[1] - 1] == 0, area[1] - 1L, "the string section must end with NUL");
        check(
                base.isPresent() || section[area[0]] == 0,
                area[0],
                "the string section must start with NUL, but for split BTF, which is read over its base");
        return new BtfStringSection(base.map(Btf::strings), Arrays.copyOfRange(section, area[0], area[1]));
    }

    /** The first that names a type beyond the end; it is known already that one does. */
    private static BtfFormatException missing(BtfRecords records, BtfDecoder types, int first) {
        int end = first + records.count();
        int place = 0;
        OptionalInt bad = OptionalInt.empty();
        while (bad.isEmpty()) {
            bad = types.type(place++)
                    .references()
                    .filter(type -> Integer.compareUnsigned(type, end) >= 0)
                    .findFirst();
        }
        return new BtfFormatException(
                records.offset(place - 1),
                "type " + (first + place - 1) + " names type " + Integer.toUnsignedString(bad.getAsInt())
                        + ", which does not exist");
    }

    private static void check(boolean good, long offset, String problem) throws BtfFormatException {
        if (!good) {
            throw new BtfFormatException(offset, problem);
        }
    }
}
