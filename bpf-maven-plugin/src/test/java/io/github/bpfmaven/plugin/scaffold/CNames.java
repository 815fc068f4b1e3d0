package io.github.bpfmaven.plugin.scaffold;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** Draws C names: most of them such as Java, or the generated code, means something else by. */
final class CNames {
    private static final List<String> MEMBERS = words("""
            abstract assert boolean byte catch class extends final finally implements import instanceof interface native new
            null package private protected public strictfp super synchronized this throw throws transient try true false
            record sealed permits var yield when module exports open requires

            toString to_string hashCode hash_code equals getClass get_class notify notifyAll wait clone finalize compareTo
            read write readAt read_at writeAt writeAllAt write_all_at toBytes to_bytes fromBytes from_bytes byteSize byte_size
            BYTE_SIZE zero copy order value values isKnown has or name ordinal buffer

            in out at count other object bytes each1 at1 at2 each2 text length index x X xs _x x_ x__ __x
            foo FOO f_oo Foo fOo foo_ _foo foo__ FOO_ foo1 foo_1 foo__1 foo_1_2 foo_12 a$b $ $x _ __ ___
            x_text xText x_unsigned xUnsigned with_x withX of_x ofX foo_text foo_unsigned with_foo of_foo x_union foo_union
            X_OFFSET x_offset x_bit_offset X_BIT_OFFSET BYTE_SIZE_OFFSET foo_offset FOO_OFFSET foo_little_endian

            String string Object Integer Long List list Bytes Math System Override Record Arrays BigInteger ByteBuffer
            ByteOrder ByteOrder_ io java javax com acme T Globals Program Maps BpfMap gr\u00f6\u00dfe \u00fcber \u00dcber e\u0301
            """);

    private static final List<String> TYPES = words("""
            class String Object record Record enum_ foo FOO Foo f_oo foo_ foo_2 foo_3 FOO_2 Bytes bytes BpfMap bpf_map Maps maps
            Globals globals Program program List list Integer Override override T t Generated generated Layouts layouts Elf
            in at out Thread _ __ Byte byte data Data Arrays arrays Objects BigInteger big_integer ByteBuffer byte_buffer
            ByteOrder sealed permits var yield Constants Math math Iterable Comparable Enum
            Value00 Exception Process StringBuilder IllegalArgumentException Optional Path Files UUID Short
            File_System_Exception x X \u00fcber com java
            """);

    private static final List<String> CONSTANTS = words("""
            value VALUE values isKnown or has BYTE_SIZE byte_size List Integer_ Long class_ null_ a A a_value A_VALUE aValue
            B b B_VALUE B_VALUE_VALUE bValue Bytes foo FOO f_oo Foo foo_VALUE FOO_value _1 _2 this toString hashCode record
            """);

    private static List<String> words(String text) {
        return Pattern.compile("\\s+").splitAsStream(text.strip()).toList();
    }

    private final Random random;
    private final Set<String> types = new HashSet<>();
    private final Set<String> constants = new HashSet<>();

    CNames(Random random) {
        this.random = random;
    }

    /** A name for a member, that none of the others has; it is added to them. */
    String member(Set<String> others) {
        return drawn(MEMBERS, others, "m");
    }

    /** A name for a type, that no other has. Typedefs and tags are told apart by C, but not from enumerators. */
    String type() {
        return drawn(TYPES.stream().filter(name -> !constants.contains(name)).toList(), types, "type_");
    }

    /** A name for an enumerator, that no other has. */
    String constant() {
        return drawn(CONSTANTS.stream().filter(name -> !types.contains(name)).toList(), constants, "CONSTANT_");
    }

    private String drawn(List<String> pool, Set<String> taken, String otherwise) {
        for (int i = 0; i < 3; i++) {
            String name = pool.get(random.nextInt(pool.size()));
            if (taken.add(name)) {
                return name;
            }
        }
        for (int number = taken.size(); ; number++) {
            if (taken.add(otherwise + number)) {
                return otherwise + number;
            }
        }
    }
}
