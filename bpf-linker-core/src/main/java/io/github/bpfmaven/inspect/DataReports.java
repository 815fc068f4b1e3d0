package io.github.bpfmaven.inspect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.object.BpfDataSection;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfVariable;

/** Makes the reports on the variables of an object. */
final class DataReports {
    /** More bytes than a reader wants of one variable. */
    private static final int SHOWN = 32;

    private final ByteOrder byteOrder;
    private final Optional<Btf> btf;

    DataReports(BpfObject object) {
        this.byteOrder = object.byteOrder();
        this.btf = object.btf();
    }

    DataReport of(BpfDataSection section) {
        byte[] image = section.image();
        return new DataReport(
                section,
                section.variables().stream()
                        .map(variable ->
                                new DataReport.VariableReport(variable, declaration(variable), value(image, variable)))
                        .toList(),
                MapMemory.ofData(section.size()));
    }

    private String declaration(BpfVariable variable) {
        String text = variable.type() == 0 || btf.isEmpty()
                ? variable.name()
                : new CText(btf.get()).variable(variable.type(), variable.name());
        return (variable.linkage() == BtfLinkage.STATIC ? "static " : "") + text;
    }

    private Optional<String> value(byte[] image, BpfVariable variable) {
        int from = (int) Math.min(variable.offset(), image.length);
        int to = (int) Math.min(variable.offset() + variable.size(), image.length);
        byte[] bytes = Arrays.copyOfRange(image, from, to);
        boolean zero = true;
        for (byte one : bytes) {
            zero &= one == 0;
        }
        if (zero) {
            return Optional.empty();
        }
        BtfType type = type(variable);
        if (isNumber(type, bytes.length)) {
            return Optional.of(number(type, bytes));
        }
        return Optional.of(isText(type, bytes) ? text(bytes) : bytes(bytes));
    }

    private BtfType type(BpfVariable variable) {
        return btf.filter(types -> variable.type() != 0)
                .map(types -> types.type(types.resolve(variable.type())))
                .orElse(new BtfType.Void());
    }

    private static boolean isNumber(BtfType type, int size) {
        return (type instanceof BtfType.Int || type instanceof BtfType.Enum || type instanceof BtfType.Enum64)
                && List.of(1, 2, 4, 8).contains(size);
    }

    private String number(BtfType type, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(byteOrder);
        boolean signed = type instanceof BtfType.Int number && (number.encoding() & BtfType.Int.SIGNED) != 0
                || type instanceof BtfType.Enum plain && plain.signed()
                || type instanceof BtfType.Enum64 wide && wide.signed();
        long value = switch (bytes.length) {
            case 1 -> in.get();
            case 2 -> in.getShort();
            case 4 -> in.getInt();
            default -> in.getLong();
        };
        if (signed) {
            return Long.toString(value);
        }
        return Long.toUnsignedString(bytes.length == Long.BYTES ? value : value & ((1L << 8 * bytes.length) - 1));
    }

    private boolean isText(BtfType type, byte[] bytes) {
        boolean chars = type instanceof BtfType.Array array
                && btf.map(types -> types.type(types.resolve(array.elementType())))
                        .filter(element -> element instanceof BtfType.Int number && number.size() == 1)
                        .isPresent();
        return chars && textLength(bytes) > 0;
    }

    /** Printable characters, then zeros to the end; -1 if it is otherwise. */
    private static int textLength(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            if (bytes[length] < ' ' && bytes[length] != '\n' && bytes[length] != '\t' || bytes[length] == 0x7f) {
                return -1;
            }
            length++;
        }
        for (int i = length; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return -1;
            }
        }
        return length;
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, 0, textLength(bytes), StandardCharsets.US_ASCII);
        String shown = text.length() > 2 * SHOWN ? text.substring(0, 2 * SHOWN) + "…" : text;
        return '"'
                + shown.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }

    private static String bytes(byte[] bytes) {
        boolean cut = bytes.length > SHOWN;
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, SHOWN)) + (cut ? " …" : "");
    }
}
