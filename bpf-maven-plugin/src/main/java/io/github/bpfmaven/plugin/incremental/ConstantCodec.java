package io.github.bpfmaven.plugin.incremental;

import java.math.BigInteger;

import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.constants.ConstantValue;

/** Constants as bytes. */
public final class ConstantCodec {
    private ConstantCodec() {}

    public static void constant(StateWriter out, CConstant constant) {
        out.text(constant.name()).text(constant.cText());
        var value = constant.value();
        if (value instanceof ConstantValue.Int integer) {
            out.number(0)
                    .bytes(integer.value().toByteArray())
                    .number(integer.bits())
                    .flag(integer.signed())
                    .flag(integer.bool());
        } else if (value instanceof ConstantValue.Float real) {
            out.number(1).number(Double.doubleToRawLongBits(real.value())).number(real.bytes());
        } else if (value instanceof ConstantValue.Text text) {
            out.number(2).bytes(text.bytes());
        }
    }

    public static CConstant constant(StateReader in) {
        var name = in.text();
        var cText = in.text();
        var value = switch (in.number()) {
            case 0 -> new ConstantValue.Int(new BigInteger(in.bytes()), in.number(), in.flag(), in.flag());
            case 1 -> new ConstantValue.Float(Double.longBitsToDouble(in.longNumber()), in.number());
            case 2 -> new ConstantValue.Text(in.bytes());
            default -> throw new IllegalArgumentException("no kind of constant");
        };
        return new CConstant(name, value, cText);
    }
}
