package io.github.bpfmaven.plugin.constants;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** Reads the values of variables from an object that clang has made: the bytes from their section, what they mean from BTF. */
final class ValueReader {
    private final ElfFile elf;
    private final Btf btf;
    private final Map<String, ElfSymbol> symbols = new HashMap<>();
    private final Map<String, BtfType.Var> variables = new HashMap<>();
    private final Map<Integer, byte[]> data = new HashMap<>();

    private ValueReader(ElfFile elf, Btf btf) {
        this.elf = elf;
        this.btf = btf;
        elf.symbols().stream().filter(ElfSymbol::isInSection).forEach(symbol -> symbols.put(symbol.name(), symbol));
        for (var type : btf.types()) {
            if (type instanceof BtfType.Var variable) {
                variables.put(variable.name(), variable);
            }
        }
    }

    /**
     * @throws ElfFormatException if it is no ELF object
     * @throws BtfFormatException if its BTF is damaged
     */
    static ValueReader of(byte[] object) throws ElfFormatException, BtfFormatException {
        var elf = ElfFile.read(object);
        var section = elf.section(".BTF");
        return new ValueReader(
                elf,
                section.isPresent()
                        ? Btf.read(section.get().data(), elf.byteOrder())
                        : Btf.of(elf.byteOrder(), List.of()));
    }

    /** Whether the object defines that variable. */
    boolean has(String name) {
        return symbols.containsKey(name);
    }

    /** A variable's value, or what it is instead of one. */
    Reading read(String name) {
        var symbol = symbols.get(name);
        var variable = variables.get(name);
        var size = variable == null ? OptionalLong.empty() : btf.size(variable.type());
        if (symbol == null || size.isEmpty()) {
            // Of types that BTF doesn't have LLVM 20 makes void, or no variable at all.
            return new Reading.Refused("BTF has nothing for its type");
        }
        var section = elf.sections().get(symbol.sectionIndex());
        if (isRelocated(section, symbol)) {
            return new Reading.Refused("it is an address");
        }
        var bytes = data.computeIfAbsent(section.index(), index -> section.data());
        if (symbol.value() < 0 || symbol.value() > bytes.length - size.getAsLong()) {
            return new Reading.Refused("its bytes are not in the object");
        }
        var from = (int) symbol.value();
        var type = btf.type(btf.resolve(variable.type()));
        return value(type, Arrays.copyOfRange(bytes, from, from + (int) size.getAsLong()));
    }

    private boolean isRelocated(ElfSection section, ElfSymbol symbol) {
        return elf.relocations(section).stream()
                .anyMatch(place -> place.offset() >= symbol.value() && place.offset() < symbol.value() + symbol.size());
    }

    private Reading value(BtfType type, byte[] bytes) {
        if (type instanceof BtfType.Int integer) {
            return integer(integer, bytes);
        }
        if (type instanceof BtfType.Enum values) {
            return new Reading.Value(integer(bytes, values.signed(), false));
        }
        if (type instanceof BtfType.Enum64 values) {
            return new Reading.Value(integer(bytes, values.signed(), false));
        }
        if (type instanceof BtfType.Float number) {
            return real(number, ByteBuffer.wrap(bytes).order(elf.byteOrder()));
        }
        if (type instanceof BtfType.Array array) {
            return text(array, bytes);
        }
        return new Reading.Refused(
                switch (type.kind()) {
                    case PTR -> "it is a pointer";
                    case STRUCT -> "it is a struct";
                    case UNION -> "it is a union";
                    default -> "its type is a " + type.kind();
                });
    }

    private Reading integer(BtfType.Int type, byte[] bytes) {
        // Of a _BitInt BTF tells the size in memory, not the bits that count.
        if (type.name().endsWith("_BitInt") || type.bits() != bytes.length * Byte.SIZE) {
            return new Reading.Refused("its type is " + type.name() + ", whose bits BTF doesn't tell");
        }
        var bool = (type.encoding() & BtfType.Int.BOOL) != 0;
        return new Reading.Value(integer(bytes, (type.encoding() & BtfType.Int.SIGNED) != 0, bool));
    }

    private ConstantValue.Int integer(byte[] bytes, boolean signed, boolean bool) {
        var bigEndian = bytes.clone();
        if (elf.byteOrder() == ByteOrder.LITTLE_ENDIAN) {
            for (var at = 0; at < bytes.length; at++) {
                bigEndian[at] = bytes[bytes.length - 1 - at];
            }
        }
        var value = signed ? new BigInteger(bigEndian) : new BigInteger(1, bigEndian);
        return new ConstantValue.Int(value, bytes.length * Byte.SIZE, signed, bool);
    }

    private static Reading real(BtfType.Float type, ByteBuffer bytes) {
        return switch (bytes.capacity()) {
            case Float.BYTES -> new Reading.Value(new ConstantValue.Float(bytes.getFloat(), Float.BYTES));
            case Double.BYTES -> new Reading.Value(new ConstantValue.Float(bytes.getDouble(), Double.BYTES));
            default -> new Reading.Refused("Java has no type for " + type.name());
        };
    }

    private Reading text(BtfType.Array type, byte[] bytes) {
        var element = btf.type(btf.resolve(type.elementType()));
        if (!(element instanceof BtfType.Int character) || !character.name().endsWith("char")) {
            return new Reading.Refused("it is an array, and no text of char");
        }
        var end = bytes.length > 0 && bytes[bytes.length - 1] == 0 ? bytes.length - 1 : bytes.length;
        return new Reading.Value(new ConstantValue.Text(Arrays.copyOf(bytes, end)));
    }

    /** What a variable holds. */
    sealed interface Reading {
        /** A value that Java can have. */
        record Value(ConstantValue value) implements Reading {}

        /** What is there instead. */
        record Refused(String why) implements Reading {}
    }
}
