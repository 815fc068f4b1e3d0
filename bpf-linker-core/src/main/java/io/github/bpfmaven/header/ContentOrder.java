package io.github.bpfmaven.header;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;

/**
 * Orders types by what they are, whatever their ids: by kind, name and content, and where these are equal, by those of
 * the types that they name, the nearer ones first. Equal are only types that no header could tell apart.
 *
 * <p>The content is that which changes least from kernel to kernel first: names of members, then their places.
 *
 * <p>Two types are followed side by side, without recursion and each pair once, until something differs. BTF without
 * twins differs soon; for what doesn't, steps are limited, so that damaged BTF takes no square time.
 */
final class ContentOrder implements Comparator<Integer> {
    private final Btf btf;
    private long steps;

    ContentOrder(Btf btf) {
        this.btf = btf;
        this.steps = 16L * btf.types().size() + 1_000_000;
    }

    @Override
    public int compare(Integer left, Integer right) {
        int order = shallow(btf.type(left), btf.type(right));
        return order != 0 || left.equals(right) ? order : deep(left, right);
    }

    private int deep(int left, int right) {
        Set<Long> seen = new HashSet<>();
        Deque<Long> queue = new ArrayDeque<>();
        queue.add(pair(left, right));
        while (!queue.isEmpty() && steps-- > 0) {
            long pair = queue.remove();
            BtfType one = btf.type((int) (pair >>> Integer.SIZE));
            BtfType other = btf.type((int) pair);
            int order = shallow(one, other);
            if (order != 0) {
                return order;
            }
            int[] ones = one.references().toArray();
            int[] others = other.references().toArray();
            for (int i = 0; i < ones.length; i++) {
                if (ones[i] != others[i] && seen.add(pair(ones[i], others[i]))) {
                    queue.add(pair(ones[i], others[i]));
                }
            }
        }
        return 0;
    }

    private static long pair(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    /** Zero only for types that name equally many others. */
    private static int shallow(BtfType left, BtfType right) {
        int order = left.kind().compareTo(right.kind());
        if (order == 0) {
            order = left.name().compareTo(right.name());
        }
        if (order != 0) {
            return order;
        }
        return switch (left.kind()) {
            case STRUCT, UNION -> composites((BtfType.Composite) left, (BtfType.Composite) right);
            case ENUM -> {
                BtfType.Enum one = (BtfType.Enum) left;
                BtfType.Enum other = (BtfType.Enum) right;
                yield enums(one.values(), other.values(), one.size(), other.size(), one.signed(), other.signed());
            }
            case ENUM64 -> {
                BtfType.Enum64 one = (BtfType.Enum64) left;
                BtfType.Enum64 other = (BtfType.Enum64) right;
                yield enums(one.values(), other.values(), one.size(), other.size(), one.signed(), other.signed());
            }
            case FUNC_PROTO ->
                each(((BtfType.FuncProto) left).params(), ((BtfType.FuncProto) right).params(), BtfParam::name);
            case INT -> ints((BtfType.Int) left, (BtfType.Int) right);
            case ARRAY -> Long.compare(((BtfType.Array) left).count(), ((BtfType.Array) right).count());
            case FWD -> Boolean.compare(((BtfType.Fwd) left).union(), ((BtfType.Fwd) right).union());
            case FLOAT -> Long.compare(((BtfType.Float) left).size(), ((BtfType.Float) right).size());
            case TYPE_TAG ->
                Boolean.compare(((BtfType.TypeTag) left).attribute(), ((BtfType.TypeTag) right).attribute());
            case DATASEC ->
                Integer.compare(
                        ((BtfType.DataSec) left).variables().size(),
                        ((BtfType.DataSec) right).variables().size());
            case VOID, PTR, TYPEDEF, CONST, VOLATILE, RESTRICT, FUNC, VAR, DECL_TAG -> 0;
        };
    }

    private static int composites(BtfType.Composite left, BtfType.Composite right) {
        int order = each(left.members(), right.members(), BtfMember::name);
        if (order == 0) {
            order = Long.compare(left.size(), right.size());
        }
        if (order == 0) {
            order = each(left.members(), right.members(), BtfMember::bitOffset);
        }
        return order != 0 ? order : each(left.members(), right.members(), BtfMember::bitFieldSize);
    }

    private static int enums(
            List<BtfEnumerator> left,
            List<BtfEnumerator> right,
            long leftSize,
            long rightSize,
            boolean leftSigned,
            boolean rightSigned) {
        int order = each(left, right, BtfEnumerator::name);
        if (order == 0) {
            order = each(left, right, BtfEnumerator::value);
        }
        if (order == 0) {
            order = Long.compare(leftSize, rightSize);
        }
        return order != 0 ? order : Boolean.compare(leftSigned, rightSigned);
    }

    private static int ints(BtfType.Int left, BtfType.Int right) {
        int order = Long.compare(left.size(), right.size());
        if (order == 0) {
            order = Integer.compare(left.encoding(), right.encoding());
        }
        if (order == 0) {
            order = Integer.compare(left.bits(), right.bits());
        }
        return order != 0 ? order : Integer.compare(left.bitOffset(), right.bitOffset());
    }

    private static <T, K extends Comparable<K>> int each(List<T> left, List<T> right, Function<T, K> key) {
        int both = Math.min(left.size(), right.size());
        for (int i = 0; i < both; i++) {
            int order = key.apply(left.get(i)).compareTo(key.apply(right.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
