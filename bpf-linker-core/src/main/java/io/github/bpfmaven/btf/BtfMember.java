package io.github.bpfmaven.btf;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A member of a struct or a union ({@code struct btf_member}).
 *
 * @param name empty for an anonymous struct or union
 * @param type a type id
 * @param bitOffset from the start of the struct, in bits; below 2^24 if the struct has {@code bitFields}, else below 2^32
 * @param bitFieldSize in bits, 1 to 255, or 0 if the member is no bit-field; always 0 in a struct without {@code bitFields}
 */
public record BtfMember(String name, int type, long bitOffset, int bitFieldSize) {
    static List<BtfMember> withTypes(List<BtfMember> members, IntUnaryOperator ids) {
        return members.stream()
                .map(member ->
                        new BtfMember(member.name, ids.applyAsInt(member.type), member.bitOffset, member.bitFieldSize))
                .toList();
    }
}
