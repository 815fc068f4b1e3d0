package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfType;

/**
 * A C header with the types of a kernel, made from its BTF: {@code vmlinux.h}.
 *
 * <p>clang compiles it for BPF of either byte order with plain flags ({@code -std=gnu11} or newer), and every type
 * has the size and every member the offset that BTF says. What C has no words for: members without a name whose struct has
 * one ({@code -fms-extensions}) are written as that struct's body; names twice in a name space become {@code name___2}; an
 * enum without a name that several types use gets one; numbers that BPF doesn't have ({@code long double} of 16 bytes) become
 * bytes; a member called like a keyword gets a {@code _}. Declaration tags are left out.
 *
 * <p>The order is: forward declarations by name; enums by name, then those without a name by their first value; typedefs,
 * structs and unions: always next is the first one, typedefs before all others and then by name, of those that have all
 * they need before them; functions by name. It does not depend on type ids. So a type that is new in a kernel adds its
 * lines, and moves only what has to wait for it.
 *
 * <p>Work and memory grow with the BTF as n log n does. No recursion is deeper than 100 types without a name in one another.
 */
public final class VmlinuxHeader {
    private static final String PUSH = """
            #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
            #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
            #endif

            """;
    private static final String POP = """
            #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
            #pragma clang attribute pop
            #endif

            """;

    private final Btf btf;
    private final HeaderOptions options;
    private final HeaderNames names;
    private final TypeUses uses;
    private final TypeBases bases;
    private final HeaderRoots roots;
    private final EnumWriter enums;
    private final TypeWriter types;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private VmlinuxHeader(Btf btf, HeaderOptions options) {
        this.btf = btf;
        this.options = options;
        this.names = new HeaderNames(btf);
        this.uses = new TypeUses(btf);
        this.bases = new TypeBases(btf);
        this.roots = new HeaderRoots(btf, options);
        this.enums = new EnumWriter(btf, names);
        this.types = new TypeWriter(btf, names, new RecordLayouts(btf, bases), enums);
    }

    /**
     * The header, with {@code \n} at line ends; the same text for the same types whatever their ids are.
     *
     * @param btf of split BTF, all of the base is written too: a program can include only one such header
     * @throws HeaderException if a type or a function that is asked for does not exist, or if the BTF has what no compiler
     *     makes: types that need each other, types in one another too deep or too often
     */
    public static String of(Btf btf, HeaderOptions options) throws HeaderException {
        return new VmlinuxHeader(btf, options).write();
    }

    private String write() throws HeaderException {
        Selection selection = new Selection(btf, uses, options.pointees());
        for (int id : roots.types()) {
            selection.define(id);
        }
        List<HeaderFunction> functions = roots.functions();
        for (HeaderFunction function : functions) {
            selection.declareFunction(function.prototype());
        }
        List<Integer> ordered = new ArrayList<>();
        for (int id = 1; id < btf.types().size(); id++) {
            boolean wanted = switch (btf.kind(id)) {
                case TYPEDEF -> selection.contains(id);
                case STRUCT, UNION -> selection.isComplete(id);
                default -> false;
            };
            if (wanted) {
                ordered.add(id);
            }
        }
        ordered = new HeaderOrder(btf, uses, bases, names).of(ordered);
        List<Integer> enumsOnTop = enumsOnTop(selection, ordered, functions);

        // clang warns of a pragma that applies to nothing.
        boolean records = forwards(selection);
        for (int id : enumsOnTop) {
            writeEnum(id);
        }
        for (int id : ordered) {
            writeType(id);
        }
        functions(functions);
        return framed(options.preserveAccessIndex() && (records || types.hasWrittenRecords()));
    }

    /** All but those that are written where they are used: the ones without a name that a single type uses. */
    private List<Integer> enumsOnTop(Selection selection, List<Integer> ordered, List<HeaderFunction> functions)
            throws HeaderException {
        int[] places = new int[btf.types().size()];
        for (int id : ordered) {
            uses.of(id).forEach(use -> places[use.id()]++);
        }
        for (HeaderFunction function : functions) {
            uses.of(function.prototype()).forEach(use -> places[use.id()]++);
        }
        List<Integer> onTop = new ArrayList<>();
        for (int id = 1; id < btf.types().size(); id++) {
            BtfKind kind = btf.kind(id);
            boolean written = (kind == BtfKind.ENUM || kind == BtfKind.ENUM64) && selection.isComplete(id);
            if (written && (!btf.type(id).name().isEmpty() || places[id] != 1)) {
                onTop.add(id);
            }
        }
        onTop.sort(names.enumOrder());
        for (int id : onTop) {
            if (names.name(id).isEmpty() && places[id] > 0) {
                names.nameEnum(id);
            }
        }
        return onTop;
    }

    private String framed(boolean preserveAccessIndex) {
        StringBuilder framed = new StringBuilder(out.length() + 1024);
        if (!options.comment().isEmpty()) {
            framed.append("/*\n");
            options.comment()
                    .forEach(line -> framed.append(" * ")
                            .append(line.replace("*/", "* /"))
                            .append('\n'));
            framed.append(" */\n");
        }
        framed.append("#ifndef ").append(options.guard()).append('\n');
        framed.append("#define ").append(options.guard()).append("\n\n");
        framed.append(preserveAccessIndex ? PUSH : "").append(out).append(preserveAccessIndex ? POP : "");
        return framed.append("#endif /* ")
                .append(options.guard())
                .append(" */\n")
                .toString();
    }

    /** Whether there are any. */
    private boolean forwards(Selection selection) {
        TreeSet<String> forwards = new TreeSet<>();
        for (int id = 1; id < btf.types().size(); id++) {
            if (selection.isDeclared(id) && btf.kind(id) != BtfKind.TYPEDEF) {
                String keyword = CKeywords.of(btf.type(id));
                names.name(id).ifPresent(name -> forwards.add(keyword + " " + name + ";\n"));
            }
        }
        forwards.forEach(out::append);
        out.append(forwards.isEmpty() ? "" : "\n");
        return !forwards.isEmpty();
    }

    private void writeEnum(int id) {
        boolean keyword = names.enumeratorNames(id).stream().anyMatch(CIdentifiers::isSinceC23);
        out.append(keyword ? "#if __STDC_VERSION__ < 202311L\n" : "");
        enums.definition(out, id, 0);
        out.append(";\n").append(keyword ? "#endif\n\n" : "\n");
    }

    private void writeType(int id) throws HeaderException {
        if (btf.type(id) instanceof BtfType.Typedef typedef) {
            String name = names.name(id).orElseThrow();
            boolean keyword = CIdentifiers.isSinceC23(name);
            out.append(keyword ? "#if __STDC_VERSION__ < 202311L\n" : "").append("typedef ");
            if (typedef.type() == 0 && name.equals("__gnuc_va_list")) {
                // pahole has no type for it where the compiler has none in its debug info.
                out.append("__builtin_va_list ").append(name);
            } else {
                types.declaration(out, typedef.type(), name, 0);
            }
            out.append(";\n").append(keyword ? "#endif\n\n" : "\n");
        } else {
            types.definition(out, id);
            out.append(";\n\n");
        }
    }

    private void functions(List<HeaderFunction> functions) throws HeaderException {
        if (functions.stream().anyMatch(HeaderFunction::kfunc)) {
            out.append(HeaderFunction.MACROS);
            out.append("#ifndef BPF_NO_KFUNC_PROTOTYPES\n");
            write(functions, true);
            out.append("#endif\n\n");
        }
        if (!functions.stream().allMatch(HeaderFunction::kfunc)) {
            out.append("/* Of the kernel: no program can call these. */\n");
            write(functions, false);
            out.append('\n');
        }
    }

    private void write(List<HeaderFunction> functions, boolean kfuncs) throws HeaderException {
        for (HeaderFunction function : functions) {
            if (function.kfunc() == kfuncs) {
                out.append(function.fastcall() ? "extern __bpf_fastcall " : "extern ");
                types.declaration(out, function.prototype(), names.function(function.name()), 0);
                out.append(kfuncs ? " __weak __ksym;\n" : ";\n");
            }
        }
    }
}
