package io.github.bpfmaven.header;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.btf.Btf;

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
    private final HeaderContents contents;
    private final HeaderNames names;
    private final EnumWriter enums;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private VmlinuxHeader(Btf btf, HeaderOptions options, HeaderContents contents, HeaderNames names) {
        this.btf = btf;
        this.options = options;
        this.contents = contents;
        this.names = names;
        this.enums = new EnumWriter(btf, names);
    }

    /**
     * The header, with {@code \n} at line ends; the same text for the same types whatever their ids are.
     *
     * @param btf of split BTF, all of the base is written too: a program can include only one such header
     * @throws HeaderException if a type or a function that is asked for does not exist, or if the BTF has what no compiler
     *     makes: types that need each other, types in one another too deep or too often
     */
    public static String of(Btf btf, HeaderOptions options) throws HeaderException {
        // What there is and what it is called are as much work, and neither needs the other.
        CompletableFuture<HeaderNames> names = CompletableFuture.supplyAsync(() -> new HeaderNames(btf));
        HeaderContents contents = HeaderContents.of(btf, options);
        return new VmlinuxHeader(btf, options, contents, names.join()).write();
    }

    private String write() throws HeaderException {
        TypeBases bases = new TypeBases(btf);
        List<Integer> ordered = new HeaderOrder(btf, contents.uses(), bases, names).of(contents.types());
        RecordLayouts layouts = new RecordLayouts(btf, bases);
        Budget budget = Budget.of(btf, "writing them");
        List<Integer> enumsOnTop = contents.enumsOnTop();
        enumsOnTop.sort(names.enumOrder());
        for (int id : enumsOnTop) {
            if (names.name(id).isEmpty() && contents.isUsed(id)) {
                names.nameEnum(id);
            }
        }

        // clang warns of a pragma that applies to nothing.
        boolean records = forwards();
        for (int id : enumsOnTop) {
            writeEnum(id);
        }
        records |= new TypeTexts(btf, names, layouts, enums, budget).write(out, ordered);
        TypeWriter prototypes = new TypeWriter(btf, names, layouts, enums, budget.share());
        functions(prototypes);
        return framed(options.preserveAccessIndex() && (records || prototypes.hasWrittenRecords()));
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
    private boolean forwards() {
        TreeSet<String> forwards = new TreeSet<>();
        for (int id : contents.declared()) {
            String keyword = CKeywords.of(btf.type(id));
            names.name(id).ifPresent(name -> forwards.add(keyword + " " + name + ";\n"));
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

    private void functions(TypeWriter prototypes) throws HeaderException {
        if (contents.functions().stream().anyMatch(HeaderFunction::kfunc)) {
            out.append(HeaderFunction.MACROS);
            out.append("#ifndef BPF_NO_KFUNC_PROTOTYPES\n");
            write(prototypes, true);
            out.append("#endif\n\n");
        }
        if (!contents.functions().stream().allMatch(HeaderFunction::kfunc)) {
            out.append("/* Of the kernel: no program can call these. */\n");
            write(prototypes, false);
            out.append('\n');
        }
    }

    private void write(TypeWriter prototypes, boolean kfuncs) throws HeaderException {
        for (HeaderFunction function : contents.functions()) {
            if (function.kfunc() == kfuncs) {
                out.append(function.fastcall() ? "extern __bpf_fastcall " : "extern ");
                prototypes.declaration(out, function.prototype(), names.function(function.name()), 0);
                out.append(kfuncs ? " __weak __ksym;\n" : ";\n");
            }
        }
    }
}
