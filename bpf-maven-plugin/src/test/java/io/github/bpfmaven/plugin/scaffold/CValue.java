package io.github.bpfmaven.plugin.scaffold;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A value of a {@link CType}. */
sealed interface CValue {
    /**
     * A value without parts.
     *
     * @param number of an integer, enum, truth value or address; of a floating-point number its bits
     */
    record Scalar(BigInteger number) implements CValue {}

    /** An array's. */
    record Elements(List<CValue> values) implements CValue {}

    /** A struct's; of a union's members there is one. */
    record Members(Map<CType.Member, CValue> values) implements CValue {}

    /** Any value. */
    static CValue random(CType type, Random random) {
        return new Maker(random, false).value(type, -1);
    }

    /** The value whose bits are all 1 but for those that C calls padding. Nothing says so of a union. */
    static CValue ones(CType type) {
        return new Maker(new Random(0), true).value(type, -1);
    }

    /** Makes values. */
    record Maker(Random random, boolean ones) {
        private CValue value(CType type, int width) {
            if (type instanceof CType.Number number) {
                return scalar(width < 0 ? number.bits() : width, number.signed());
            }
            if (type instanceof CType.Enumeration values) {
                return scalar(width < 0 ? values.bits() : width, values.signed());
            }
            if (type instanceof CType.Bool) {
                return scalar(1, false);
            }
            if (type instanceof CType.Pointer) {
                return scalar(Long.SIZE, false);
            }
            if (type instanceof CType.Real real) {
                return new Scalar(real.bits() == Float.SIZE ? floatBits() : doubleBits());
            }
            if (type instanceof CType.Array array) {
                int count = array.count() < 0 ? random.nextInt(4) : array.count();
                List<CValue> elements = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    elements.add(value(array.element(), -1));
                }
                return new Elements(elements);
            }
            return members((CType.Composite) type);
        }

        private Members members(CType.Composite composite) {
            List<CType.Member> members = composite.initialised();
            if (composite.union() && members.size() > 1) {
                members = List.of(members.get(random.nextInt(members.size())));
            }
            Map<CType.Member, CValue> values = new LinkedHashMap<>();
            members.forEach(member -> values.put(member, value(member.type(), member.width())));
            return new Members(values);
        }

        private Scalar scalar(int bits, boolean signed) {
            BigInteger pattern = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            if (!ones) {
                pattern = switch (random.nextInt(8)) {
                    case 0 -> BigInteger.ZERO;
                    case 1 -> BigInteger.ONE;
                    case 2 -> pattern;
                    case 3 -> pattern.shiftRight(1);
                    case 4 -> BigInteger.ONE.shiftLeft(bits - 1);
                    default -> new BigInteger(bits, random);
                };
            }
            return new Scalar(
                    signed && pattern.testBit(bits - 1) ? pattern.subtract(BigInteger.ONE.shiftLeft(bits)) : pattern);
        }

        private BigInteger floatBits() {
            int bits = switch (ones ? 0 : random.nextInt(6)) {
                case 0 -> -1;
                case 1 -> Float.floatToRawIntBits(-0.0f);
                case 2 -> Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
                default -> random.nextInt();
            };
            // C has no initialiser for a NaN that signals.
            boolean nan = Float.isNaN(Float.intBitsToFloat(bits));
            return BigInteger.valueOf((nan ? bits | 1 << 22 : bits) & 0xffff_ffffL);
        }

        private BigInteger doubleBits() {
            long bits = switch (ones ? 0 : random.nextInt(6)) {
                case 0 -> -1;
                case 1 -> Double.doubleToRawLongBits(-0.0);
                case 2 -> Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
                default -> random.nextLong();
            };
            boolean nan = Double.isNaN(Double.longBitsToDouble(bits));
            return new BigInteger(Long.toUnsignedString(nan ? bits | 1L << 51 : bits));
        }
    }
}
