package io.github.bpfmaven.header;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;

/** BTF put together by hand. Each method gives the id of the type that it adds. */
final class Types {
    private final List<BtfType> types = new ArrayList<>();

    Btf btf() {
        return Btf.of(ByteOrder.LITTLE_ENDIAN, types);
    }

    /** The same types with other ids. */
    static Btf shuffled(Btf btf, long seed) {
        List<Integer> ids =
                new ArrayList<>(IntStream.range(1, btf.types().size()).boxed().toList());
        Collections.shuffle(ids, new Random(seed));
        ids.add(0, 0);
        BtfType[] shuffled = new BtfType[ids.size()];
        for (int id = 1; id < shuffled.length; id++) {
            shuffled[ids.get(id)] = btf.type(id).withReferences(ids::get);
        }
        return Btf.of(btf.byteOrder(), Arrays.asList(shuffled).subList(1, shuffled.length));
    }

    /** A type that is none of the others, or that names one which is still to come. */
    int add(BtfType type) {
        types.add(type);
        return types.size();
    }

    /** What the next type added will have. */
    int nextId() {
        return types.size() + 1;
    }

    int number(String name, long size, int encoding) {
        return add(new BtfType.Int(name, size, encoding, 0, (int) size * 8));
    }

    int pointer(int target) {
        return add(new BtfType.Ptr(target));
    }

    int typedef(String name, int target) {
        return add(new BtfType.Typedef(name, target));
    }

    int array(int element, long count) {
        return add(new BtfType.Array(element, element, count));
    }

    int struct(String name, long size, BtfMember... members) {
        return add(new BtfType.Struct(name, size, false, List.of(members)));
    }

    int union(String name, long size, BtfMember... members) {
        return add(new BtfType.Union(name, size, false, List.of(members)));
    }

    int enumeration(String name, String... values) {
        List<BtfEnumerator> enumerators = new ArrayList<>();
        for (String value : values) {
            enumerators.add(new BtfEnumerator(value, enumerators.size()));
        }
        return add(new BtfType.Enum(name, 4, false, enumerators));
    }

    int prototype(int returned, BtfParam... params) {
        return add(new BtfType.FuncProto(returned, List.of(params)));
    }

    int kfunc(String name, int prototype) {
        int id = function(name, prototype);
        add(new BtfType.DeclTag("bpf_kfunc", id, -1, false));
        return id;
    }

    int function(String name, int prototype) {
        return add(new BtfType.Func(name, prototype, BtfLinkage.STATIC));
    }

    /** @param offset in bytes */
    static BtfMember member(String name, int type, long offset) {
        return new BtfMember(name, type, offset * 8, 0);
    }
}
