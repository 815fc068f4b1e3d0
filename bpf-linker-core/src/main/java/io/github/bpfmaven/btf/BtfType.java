package io.github.bpfmaven.btf;

import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * One type of {@code .BTF}. Types name others by their id, the place in {@link Btf#types()}; 0 is {@code void}.
 *
 * <p>Sizes and offsets are unsigned 32-bit numbers, in bytes where nothing else is said. A name is empty if there is
 * none. Names that are not UTF-8 keep each stray byte {@code b} as the lone surrogate {@code U+DC00 + b}.
 *
 * <p>Source: {@code include/uapi/linux/btf.h}, Linux 6.18; {@code Documentation/bpf/btf.rst}.
 */
public sealed interface BtfType {
    /** The kind. */
    default BtfKind kind() {
        return BtfKind.of(this);
    }

    /** The name, empty if there is none; always empty for pointers, arrays, qualifiers and prototypes. */
    default String name() {
        return "";
    }

    /** The ids of the types that this one names, in the order in which BTF holds them. */
    default IntStream references() {
        return IntStream.range(0, referenceCount()).map(this::reference);
    }

    /** How many there are of {@link #references()}: without a stream, for those who ask every type of a kernel. */
    default int referenceCount() {
        return 0;
    }

    /**
     * One of {@link #references()}.
     *
     * @param number its place among them, from 0 on
     * @throws IndexOutOfBoundsException if there is none
     */
    default int reference(int number) {
        throw new IndexOutOfBoundsException(number);
    }

    /** The same type with other ids in place of {@link #references()}. */
    default BtfType withReferences(IntUnaryOperator ids) {
        return this;
    }

    /** Type id 0. It has no record in BTF. */
    record Void() implements BtfType {}

    /**
     * @param size in bytes
     * @param encoding bits {@code BTF_INT_SIGNED} 1, {@code BTF_INT_CHAR} 2, {@code BTF_INT_BOOL} 4; 0 to 15
     * @param bitOffset where the value starts, in bits; 0 to 255
     * @param bits how many bits the value has; 0 to 255
     */
    record Int(String name, long size, int encoding, int bitOffset, int bits) implements BtfType {
        /** {@code BTF_INT_SIGNED}. */
        public static final int SIGNED = 1;
        /** {@code BTF_INT_CHAR}. */
        public static final int CHAR = 2;
        /** {@code BTF_INT_BOOL}. */
        public static final int BOOL = 4;
    }

    /** A pointer to a type, 0 for {@code void *}. Its size is that of the target: 8 bytes for BPF. */
    record Ptr(int type) implements Single {
        @Override
        public Ptr withReferences(IntUnaryOperator ids) {
            return new Ptr(ids.applyAsInt(type));
        }
    }

    /** An array of count elements. The index type tells nothing, C has but one. */
    record Array(int elementType, int indexType, long count) implements BtfType {
        @Override
        public int referenceCount() {
            return 2;
        }

        @Override
        public int reference(int number) {
            return Objects.checkIndex(number, 2) == 0 ? elementType : indexType;
        }

        @Override
        public Array withReferences(IntUnaryOperator ids) {
            return new Array(ids.applyAsInt(elementType), ids.applyAsInt(indexType), count);
        }
    }

    /** A struct or a union. */
    sealed interface Composite extends BtfType permits Struct, Union {
        /** Size in bytes. */
        long size();

        /** The {@code kind_flag}: whether member offsets are held together with bit-field sizes. */
        boolean bitFields();

        /** The members, in the order of declaration. */
        List<BtfMember> members();

        @Override
        default int referenceCount() {
            return members().size();
        }

        @Override
        default int reference(int number) {
            return members().get(number).type();
        }
    }

    /** A struct. */
    record Struct(String name, long size, boolean bitFields, List<BtfMember> members) implements Composite {
        /** The list is copied. */
        public Struct {
            members = List.copyOf(members);
        }

        @Override
        public Struct withReferences(IntUnaryOperator ids) {
            return new Struct(name, size, bitFields, BtfMember.withTypes(members, ids));
        }
    }

    /** A union. */
    record Union(String name, long size, boolean bitFields, List<BtfMember> members) implements Composite {
        /** The list is copied. */
        public Union {
            members = List.copyOf(members);
        }

        @Override
        public Union withReferences(IntUnaryOperator ids) {
            return new Union(name, size, bitFields, BtfMember.withTypes(members, ids));
        }
    }

    /**
     * An enum whose values have 32 bits.
     *
     * @param size in bytes: 1, 2, 4 or 8
     * @param signed the {@code kind_flag}: whether the values are signed. Compilers older than LLVM 16 never set it
     */
    record Enum(String name, long size, boolean signed, List<BtfEnumerator> values) implements BtfType {
        /** The list is copied. */
        public Enum {
            values = List.copyOf(values);
        }
    }

    /**
     * An enum whose values have 64 bits.
     *
     * @param size in bytes: 1, 2, 4 or 8
     * @param signed the {@code kind_flag}: whether the values are signed
     */
    record Enum64(String name, long size, boolean signed, List<BtfEnumerator> values) implements BtfType {
        /** The list is copied. */
        public Enum64 {
            values = List.copyOf(values);
        }
    }

    /**
     * A struct or a union that is declared but not defined.
     *
     * @param union the {@code kind_flag}: a union, else a struct
     */
    record Fwd(String name, boolean union) implements BtfType {}

    /** A type that names just one other. */
    sealed interface Single extends BtfType
            permits Ptr, Typedef, Volatile, Const, Restrict, Func, Var, DeclTag, TypeTag {
        /** The id of the type that is named. */
        int type();

        @Override
        default int referenceCount() {
            return 1;
        }

        @Override
        default int reference(int number) {
            Objects.checkIndex(number, 1);
            return type();
        }
    }

    /** Another name for a type. */
    record Typedef(String name, int type) implements Single {
        @Override
        public Typedef withReferences(IntUnaryOperator ids) {
            return new Typedef(name, ids.applyAsInt(type));
        }
    }

    /** A volatile type. */
    record Volatile(int type) implements Single {
        @Override
        public Volatile withReferences(IntUnaryOperator ids) {
            return new Volatile(ids.applyAsInt(type));
        }
    }

    /** A const type. */
    record Const(int type) implements Single {
        @Override
        public Const withReferences(IntUnaryOperator ids) {
            return new Const(ids.applyAsInt(type));
        }
    }

    /** A restrict pointer. */
    record Restrict(int type) implements Single {
        @Override
        public Restrict withReferences(IntUnaryOperator ids) {
            return new Restrict(ids.applyAsInt(type));
        }
    }

    /** A function; its type is a {@link FuncProto}. */
    record Func(String name, int type, BtfLinkage linkage) implements Single {
        @Override
        public Func withReferences(IntUnaryOperator ids) {
            return new Func(name, ids.applyAsInt(type), linkage);
        }
    }

    /** A prototype. Variadic ones end with a parameter without a name and of type 0. */
    record FuncProto(int returnType, List<BtfParam> params) implements BtfType {
        /** The list is copied. */
        public FuncProto {
            params = List.copyOf(params);
        }

        @Override
        public int referenceCount() {
            return 1 + params.size();
        }

        @Override
        public int reference(int number) {
            return number == 0 ? returnType : params.get(number - 1).type();
        }

        @Override
        public FuncProto withReferences(IntUnaryOperator ids) {
            return new FuncProto(
                    ids.applyAsInt(returnType),
                    params.stream()
                            .map(param -> new BtfParam(param.name(), ids.applyAsInt(param.type())))
                            .toList());
        }
    }

    /** A variable. */
    record Var(String name, int type, BtfLinkage linkage) implements Single {
        @Override
        public Var withReferences(IntUnaryOperator ids) {
            return new Var(name, ids.applyAsInt(type), linkage);
        }
    }

    /**
     * The variables of an ELF section.
     *
     * @param name that of the section, like {@code .maps}
     * @param size of the section in bytes. LLVM writes 0: a loader, or whoever finishes the object, takes it from the ELF
     *     section. For {@code .kconfig} and {@code .ksyms}, which have none, it stays 0
     */
    record DataSec(String name, long size, List<BtfVarSecInfo> variables) implements BtfType {
        /** The list is copied. */
        public DataSec {
            variables = List.copyOf(variables);
        }

        @Override
        public int referenceCount() {
            return variables.size();
        }

        @Override
        public int reference(int number) {
            return variables.get(number).type();
        }

        @Override
        public DataSec withReferences(IntUnaryOperator ids) {
            return new DataSec(
                    name,
                    size,
                    variables.stream()
                            .map(info -> new BtfVarSecInfo(ids.applyAsInt(info.type()), info.offset(), info.size()))
                            .toList());
        }
    }

    /** A floating-point number of that many bytes. */
    record Float(String name, long size) implements BtfType {}

    /**
     * A tag on a declaration ({@code btf_decl_tag}).
     *
     * @param name the tag's text
     * @param type what is tagged: a struct, union, typedef, function or variable
     * @param component the member or the parameter that is tagged, counted from 0; -1 for the whole
     * @param attribute the {@code kind_flag}: the text is a whole attribute (Linux 6.14)
     */
    record DeclTag(String name, int type, int component, boolean attribute) implements Single {
        @Override
        public DeclTag withReferences(IntUnaryOperator ids) {
            return new DeclTag(name, ids.applyAsInt(type), component, attribute);
        }
    }

    /**
     * A tag on a type ({@code btf_type_tag}); it stands like a qualifier between a pointer and its target.
     *
     * @param name the tag's text
     * @param attribute the {@code kind_flag}: the text is a whole attribute (Linux 6.14)
     */
    record TypeTag(String name, int type, boolean attribute) implements Single {
        @Override
        public TypeTag withReferences(IntUnaryOperator ids) {
            return new TypeTag(name, ids.applyAsInt(type), attribute);
        }
    }
}
