package io.github.bpfmaven.loader.code;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.Features;

/**
 * Makes types such that an old kernel takes them: what it does not know becomes something of the same size that it does. Ids
 * stay what they are.
 *
 * <p>Source: {@code bpf_object__sanitize_btf} of libbpf 1.8.
 */
public final class BtfAdaption {
    private static final int CHARACTER = 8;
    private static final int ENUM_SIZE = 4;

    private final Btf btf;
    private final Features features;

    private BtfAdaption(Btf btf, Features features) {
        this.btf = btf;
        this.features = features;
    }

    /** The same types, as far as the kernel knows them. */
    public static Btf adapt(Btf btf, Features features) throws IOException {
        return new BtfAdaption(btf, features).adapted();
    }

    private Btf adapted() throws IOException {
        List<BtfType> types = new ArrayList<>();
        boolean changed = false;
        int wide = btf.types().size();
        boolean addsWide = false;
        for (BtfType type : btf.types().subList(1, btf.types().size())) {
            BtfType adapted = adapted(type, wide);
            changed |= adapted != type;
            addsWide |= type instanceof BtfType.Enum64 && adapted != type;
            types.add(adapted);
        }
        if (addsWide) {
            types.add(new BtfType.Int("enum64_placeholder", Long.BYTES, 0, 0, Long.SIZE));
        }
        return changed ? Btf.of(btf.byteOrder(), types) : btf;
    }

    /** @param wide the id of an integer of 64 bits, which is added if it is used */
    private BtfType adapted(BtfType type, int wide) throws IOException {
        if (type instanceof BtfType.Func function) {
            if (!features.has(Feature.BTF_FUNCTIONS)) {
                return new BtfType.Typedef(function.name(), function.type());
            }
            return function.linkage() == BtfLinkage.GLOBAL && !features.has(Feature.BTF_GLOBAL_FUNCTIONS)
                    ? new BtfType.Func(function.name(), function.type(), BtfLinkage.STATIC)
                    : function;
        }
        if (type instanceof BtfType.FuncProto && !features.has(Feature.BTF_FUNCTIONS)) {
            return new BtfType.Enum("", ENUM_SIZE, false, List.of());
        }
        if (type instanceof BtfType.Var variable && !features.has(Feature.BTF_SECTIONS)) {
            return new BtfType.Int(variable.name(), 1, 0, 0, CHARACTER);
        }
        if (type instanceof BtfType.DataSec section) {
            return adapted(section);
        }
        if (type instanceof BtfType.Float number && !features.has(Feature.BTF_FLOATS)) {
            return new BtfType.Struct("", number.size(), false, List.of());
        }
        if (type instanceof BtfType.DeclTag tag && !features.has(Feature.BTF_DECLARATION_TAGS)) {
            return new BtfType.Int(identifier(tag.name()), 1, 0, 0, CHARACTER);
        }
        if (type instanceof BtfType.TypeTag tag && !features.has(Feature.BTF_TYPE_TAGS)) {
            return new BtfType.Const(tag.type());
        }
        if (type instanceof BtfType.Enum values && values.signed() && !features.has(Feature.BTF_ENUM64)) {
            return new BtfType.Enum(values.name(), values.size(), false, values.values());
        }
        if (type instanceof BtfType.Enum64 values && !features.has(Feature.BTF_ENUM64)) {
            return new BtfType.Union(
                    values.name(),
                    values.size(),
                    false,
                    values.values().stream()
                            .map(value -> new BtfMember(value.name(), wide, 0, 0))
                            .toList());
        }
        return type;
    }

    private BtfType adapted(BtfType.DataSec section) throws IOException {
        if (!features.has(Feature.BTF_SECTIONS)) {
            List<BtfMember> members = new ArrayList<>();
            for (BtfVarSecInfo info : section.variables()) {
                // The variables are characters now, so that the members must be written by their types.
                int type = btf.type(info.type()) instanceof BtfType.Var variable ? variable.type() : info.type();
                members.add(new BtfMember(btf.type(info.type()).name(), type, info.offset() * Byte.SIZE, 0));
            }
            return new BtfType.Struct(identifier(section.name()), section.size(), false, members);
        }
        if (section.name().startsWith("?") && !features.has(Feature.BTF_QUESTION_MARKS)) {
            return new BtfType.DataSec(identifier(section.name()), section.size(), section.variables());
        }
        return section;
    }

    private static String identifier(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
