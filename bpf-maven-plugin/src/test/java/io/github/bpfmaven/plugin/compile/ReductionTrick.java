package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that a source or a header may do so that it can't be told easily what a source needs.
 *
 * @param name a few words
 * @param header what it has, beside {@code struct alpha_one}, {@code beta_two} and {@code cred_x}
 * @param source what it does; where that includes no {@code types.h} it is included before. {@code more.h} defines {@code
 *     WHAT_MORE_HAS}, which pastes
 * @param arguments for clang
 */
record ReductionTrick(String name, String header, String source, List<String> arguments) {
    private static ReductionTrick trick(String name, String header, String source, String... arguments) {
        return new ReductionTrick(name, header, source, List.of(arguments));
    }

    @Override
    public String toString() {
        return name;
    }

    static Stream<ReductionTrick> all() {
        return Stream.of(pastes(), macros(), pointers(), declarations(), uses(), text(), places(), options())
                .flatMap(part -> part);
    }

    private static Stream<ReductionTrick> pastes() {
        var cat = "#define CAT_(a, b) a##b\n#define CAT(a, b) CAT_(a, b)\n";
        return Stream.of(
                trick("a paste", "", "#define OF(a) struct alpha_##a\nOF(one) *p;"),
                trick("a paste of a paste", "", cat + "struct CAT(CAT(al, pha), _one) *p;"),
                trick("three pastes", "", cat + "struct CAT(CAT(al, CAT(p, ha)), CAT(_, one)) *p;"),
                trick(
                        "a paste of a fixed beginning and something pasted",
                        "",
                        cat + "#define A_(x) alpha_##x\n#define A(x) A_(x)\nstruct A(CAT(o, ne)) *p;"),
                trick("a paste of a macro's value", "", cat + "#define END _one\nstruct CAT(alpha, END) *p;"),
                trick("a paste through another name", "", cat + "#define OTHER CAT\nstruct OTHER(alpha, _one) *p;"),
                trick(
                        "a paste that a macro is given as its argument",
                        "",
                        cat
                                + "#define ARGS alpha, _one\n#define CALL(m, ...) m(__VA_ARGS__)\nstruct CALL(CAT, ARGS) *p;"),
                trick("variadic pastes", "", "#define V(a, ...) struct a##__VA_ARGS__\nV(alpha, _one) *p;"),
                trick("named variadic pastes", "", "#define V(a, b...) struct a##b\nV(alpha, _one) *p;"),
                trick("__VA_OPT__ behind ##", "", "#define V(a, ...) struct a##__VA_OPT__(_one)\nV(alpha, 1) *p;"),
                trick("__VA_OPT__ before ##", "", "#define V(b, ...) struct __VA_OPT__(alpha)##b\nV(_one, 1) *p;"),
                trick("a paste with nothing", "", "#define V(a, b) struct a##b\nV(, alpha_one) *p;"),
                trick("a digraph that pastes", "", "%:define V(a, b) struct a%:%:b\nV(alpha, _one) *p;"),
                trick("the bundled headers' paste", "", """
                        #include <bpf/bpf_helpers.h>
                        struct ___bpf_concat(alpha, _one) *p;
                        """),
                trick("the bundled headers' paste, of pastes", "", """
                        #include <bpf/bpf_helpers.h>
                        #define ONE _one
                        #define THE(x) ___bpf_apply(x, ONE)
                        struct THE(alpha) *p;
                        """),
                trick("the bundled headers' paste by another name", "", """
                        #include <bpf/bpf_helpers.h>
                        #define GLUE ___bpf_apply
                        struct GLUE(alpha, _one) *p;
                        """),
                trick(
                        "a paste of __LINE__",
                        "struct on_7 { int x; };\n",
                        cat + "\n#line 7\nstruct CAT(on_, __LINE__) *p;"),
                trick("a paste of __COUNTER__", "struct on_0 { int x; };\n", cat + "struct CAT(on_, __COUNTER__) *p;"),
                trick(
                        "a paste of a predefined macro",
                        "struct of_long { int x; };\n",
                        cat + "#define F2(a, b) a##_##b\n#define F(a, b) F2(a, b)\nstruct F(of, __INTPTR_WIDTH__) *q;\n"
                                + "#define L_(x) of_##x\n#define L(x) L_(x)\nstruct L(__SIZE_TYPE__) *p;"),
                trick("a macro of the header's that pastes", "#define OF(a, b) struct a##b\n", "OF(alpha, _one) *p;"),
                trick(
                        "a macro that pastes in the header's types",
                        "#define OF(a) alpha_##a\nstruct user { struct OF(one) *list[2]; };\n",
                        "struct user *p;"),
                trick(
                        "a macro that pastes in the header's typedef",
                        "#define OF(a) alpha_##a\ntypedef struct OF(one) user_t;\n",
                        "user_t *p;"),
                trick("a helper that is pasted", "", """
                        struct alpha_one;
                        static long (* const bpf_odd_helper)(struct alpha_one *x) = (void *) 1;
                        #define CALL(x) bpf_##x##_helper
                        __attribute__((section("tc"))) int f(void *c) { __auto_type g = CALL(odd); return g(c); }
                        """));
    }

    private static Stream<ReductionTrick> macros() {
        return Stream.of(
                trick("another name for a type", "", "#define mine alpha_one\nstruct mine *p;"),
                trick("another name for a type, in the header", "#define mine alpha_one\n", "struct mine *p;"),
                trick(
                        "a type renamed before the header",
                        "",
                        "#define alpha_one gamma\n#include \"types.h\"\nstruct gamma *p;"),
                trick(
                        "a member that is renamed to a struct",
                        "struct outer { odd x; };\ntypedef int odd;\n",
                        "#define odd struct evil { int z; }\n#include \"types.h\"\nstruct evil *p;"),
                trick(
                        "a member that a macro makes of two",
                        "struct outer { int x; int odd(y); };\n",
                        "#define odd(n) n; struct evil { int z; } m\n#include \"types.h\"\nstruct evil *p;"),
                trick(
                        "a member that a macro of a macro makes",
                        "struct outer { odd x; };\ntypedef int odd;\n",
                        "#define odd evilly\n#define evilly struct evil { int z; }\n#include \"types.h\"\nstruct evil *p;"),
                trick(
                        "a macro that breaks the header",
                        "struct outer { int broken; };\n",
                        "#define broken ; }\n#include \"types.h\"\nint p;"),
                trick("a header that counts", "struct outer { int x[1 + __COUNTER__]; };\n", "int p = __COUNTER__;"),
                trick(
                        "a header that counts by a macro",
                        "#define NEXT __COUNTER__\nstruct outer { int x[1 + NEXT]; };\n",
                        "int p = __COUNTER__;"),
                trick(
                        "a poisoned name",
                        "struct outer { int poisoned; };\n",
                        "#pragma GCC poison poisoned\n#include \"types.h\"\nint p;"),
                trick(
                        "a name that a macro poisons",
                        "struct outer { int poisoned; };\n",
                        "#define P _Pragma(\"GCC poison poisoned\")\nP\n#include \"types.h\"\nint p;"),
                trick("#if defined", "#define HAS_ONE 1\n", "#if defined(HAS_ONE)\nstruct alpha_one *p;\n#endif"),
                trick("__has_include", "", "#if __has_include(\"types.h\")\nstruct alpha_one *p;\n#endif"),
                trick("a computed #include", "", "#define THE \"more.h\"\n#include THE\nstruct alpha_one *p;"),
                trick(
                        "what a computed #include names",
                        "",
                        "#define THE \"more.h\"\n#include THE\nWHAT_MORE_HAS(alpha) *p;"),
                trick("#include __FILE__", "", """
                        #ifndef TWICE
                        #define TWICE
                        #include __FILE__
                        #else
                        struct alpha_one *p;
                        #endif
                        """),
                trick("#include_next", "", "#include_next <types.h>\nstruct alpha_one *p;"),
                trick("_Pragma(weak)", "extern int outside(void);\n", """
                        _Pragma("weak outside")
                        __attribute__((section("tc"))) int f(void) { extern int outside(void); return outside(); }
                        """));
    }

    private static Stream<ReductionTrick> pointers() {
        return Stream.of(
                trick(
                        "two pointers to something const by a typedef",
                        "typedef const struct cred_x *cred_p;\nstruct two { cred_p a; cred_p b; };\n",
                        "struct two *p;"),
                trick(
                        "an array of pointers by a typedef",
                        "typedef struct cred_x *cred_p;\nstruct two { cred_p a[2]; };\n",
                        "struct two *p;"),
                trick(
                        "a parameter that is a pointer by a typedef",
                        "typedef struct cred_x *cred_p;\nstruct two { int (*f)(cred_p a); };\n",
                        "struct two *p;"),
                trick(
                        "a member and an array of pointers by a typedef",
                        "typedef struct cred_x *cred_p;\nstruct two { cred_p b; cred_p a[2]; };\n",
                        "struct two *p;"),
                trick(
                        "two pointers to something const",
                        "struct two { const struct cred_x *a, *b; };\n",
                        "struct two *p;"),
                trick(
                        "two pointers to pointers",
                        "struct two { struct cred_x **a; struct cred_x **b; };\n",
                        "struct two *p;"),
                trick(
                        "const pointers",
                        "struct two { struct cred_x *const a; struct cred_x *const b; volatile struct cred_x *c; };\n",
                        "struct two *p;"),
                trick(
                        "restricted and atomic pointers",
                        "struct two { struct cred_x *restrict a; _Atomic(struct beta_two *) b; struct alpha_one *_Atomic c; };\n",
                        "struct two *p;"),
                trick(
                        "something const in two structs",
                        "struct one { const struct cred_x *a; };\nstruct two { volatile struct cred_x *const *a; struct one one;"
                                + " const struct cred_x *z; };\n",
                        "struct two *p;"),
                trick(
                        "typedefs of structs",
                        "typedef struct cred_x cred_t;\nstruct two { cred_t *a; cred_t *b; };\n",
                        "struct two *p;"),
                trick(
                        "a tagged pointer",
                        "#define __tag __attribute__((btf_type_tag(\"x\")))\nstruct two { struct cred_x __tag *a; };\n",
                        "struct two *p;"),
                trick(
                        "a chain of typedefs",
                        "typedef struct cred_x t1;\ntypedef t1 t2;\ntypedef const t2 t3;\ntypedef t3 *t4;\n",
                        "t4 p;"),
                trick(
                        "an initializer without names",
                        "struct two { struct cred_x *a; int b; };\n",
                        "struct two p = { 0, 1 };"));
    }

    private static Stream<ReductionTrick> declarations() {
        return Stream.of(
                trick("a struct in a struct", "struct outer { struct inner { int x; } a; };\n", "struct inner *p;"),
                trick(
                        "a struct in a struct with a comment",
                        "struct outer { struct inner /* of it */ { int x; } a; };\n",
                        "struct inner *p;"),
                trick(
                        "a struct in a struct with attributes",
                        "struct outer { struct __attribute__((packed)) inner { int x; } a; };\n",
                        "struct inner *p;"),
                trick(
                        "a struct in a struct with a macro",
                        "#define ODD\nstruct outer { struct inner ODD { int x; } a; };\n",
                        "struct inner *p;"),
                trick(
                        "a struct in a typedef",
                        "typedef struct { union { struct inner { int x; } a; }; } outer_t;\n",
                        "struct inner *p;"),
                trick("a struct that a variable has", "extern struct inner { int x; } outer;\n", "struct inner *p;"),
                trick(
                        "an enum that a function takes",
                        "enum inner { ONE };\nextern int f(enum inner x);\n",
                        "enum inner *p;"),
                trick("a nameless enum", "enum { FIRST = 3, SECOND };\nenum { THIRD = SECOND };\n", "int p = THIRD;"),
                trick("an enum in a struct", "struct outer { enum { FIRST = 3, SECOND } x; };\n", "int p = SECOND;"),
                trick(
                        "an alias",
                        "extern int other(void) __attribute__((alias(\"real\")));\n",
                        "int real(void) { return 1; }"),
                trick(
                        "an alias by a macro",
                        "extern int other(void) ALIAS(real);\n",
                        "#define ALIAS(x) __attribute__((alias(#x)))\n#include \"types.h\"\nint real(void) { return 1; }"),
                trick(
                        "an alias by a macro without parameters",
                        "extern int other(void) ALIAS;\n",
                        "#define ALIAS __attribute__((alias(\"real\")))\n#include \"types.h\"\nint real(void) { return 1; }"),
                trick(
                        "another symbol's name",
                        "extern int other __attribute__((section(\".ksyms\"))) asm(\"real\");\n",
                        "__attribute__((section(\"tc\"))) long f(void) { return (long)&other; }"),
                trick(
                        "a variable with attributes",
                        "#define __ksym __attribute__((section(\".ksyms\")))\nextern const struct cred_x other __ksym;\n",
                        "__attribute__((section(\"tc\"))) long f(void) { return (long)&other; }"),
                trick(
                        "a function behind a comment in its line",
                        "/* odd */ static inline __attribute__((always_inline)) int odd(int *x) { return *x + 1; }\n",
                        "__attribute__((section(\"tc\"))) int f(int *x) { return odd(x); }"),
                trick(
                        "a function behind a type in its line",
                        "struct gone { int x; }; static inline __attribute__((always_inline)) int odd(int *x) { return *x + 1; }\n",
                        "__attribute__((section(\"tc\"))) int f(int *x) { return odd(x); }"),
                trick(
                        "what is completed by the header",
                        "",
                        "struct alpha_one;\nextern struct alpha_one *p;\n#include \"types.h\"\nstruct alpha_one *p;"),
                trick(
                        "what an old definition has instead",
                        "#if 1\nstruct either { int x; };\n#else\nstruct either { long y; };\n#endif\n",
                        "struct either *p;"),
                trick("fields", "struct outer { struct cred_x *x; unsigned a : 3, b : 5; };\n", "struct outer *p;"));
    }

    private static Stream<ReductionTrick> uses() {
        return Stream.of(
                trick("typeof", "", "typeof(((struct alpha_one *)0)->beta) p;"),
                trick("typeof of a typeof", "", "__typeof__(*((__typeof__(struct alpha_one) *)0)->beta) p;"),
                trick("_Generic", "", "int p = _Generic((struct alpha_one *)0, struct beta_two *: 1, default: 2);"),
                trick("__auto_type", "", """
                        __attribute__((section("tc"))) long f(void *c)
                        { struct alpha_one *a = c; __auto_type b = a->beta; __auto_type d = b->back; return d->pid; }
                        """),
                trick("type ids of pasted names", "", """
                        #define OF(a, b) struct a##_##b
                        #define TWICE(a, b) OF(a, b)
                        __attribute__((section("tc"))) long f(void *c)
                        { return __builtin_preserve_type_info(*(TWICE(alpha, one) *)0, 0) + __builtin_btf_type_id(*(OF(beta, two) *)0, 1); }
                        """),
                trick("enum values by pasted names", "enum which { WHICH_ONE = 3 };\n", """
                        #define VALUE(e, v) __builtin_preserve_enum_value(*(enum e *)WHICH_##v, 1)
                        __attribute__((section("tc"))) long f(void *c) { return VALUE(which, ONE); }
                        """),
                trick("a field's offset", "", """
                        __attribute__((section("tc"))) long f(void *c)
                        { return __builtin_preserve_field_info(((struct alpha_one *)c)->beta->owner, 0); }
                        """),
                trick("a kernel's variable", "", """
                        extern const struct alpha_one outside __attribute__((section(".ksyms")));
                        __attribute__((section("tc"))) long f(void *c) { return (long)&outside; }
                        """),
                trick(
                        "names in an asm string",
                        "extern int outside(void);\n",
                        "__attribute__((section(\"tc\"))) int f(void *c) { asm volatile(\"r0 = 0\" ::: \"r0\"); return 0; }"),
                trick("a tag of an inner scope", "", """
                        __attribute__((section("tc"))) int f(int *c)
                        { struct alpha_one { char mine[3]; } x; __builtin_memset(&x, *c, sizeof(x)); return x.mine[1]; }
                        """),
                trick("a member's name alone", "", "long p = __builtin_offsetof(struct alpha_one, beta);"),
                trick("a definition of its own", "", "struct alpha_one { int mine; };\nstruct alpha_one *p;"));
    }

    private static Stream<ReductionTrick> text() {
        return Stream.of(
                trick("a split name", "", "struct alpha\\\n_one *p;"),
                trick("a split directive", "", "#def\\\nine mine alpha_one\nstruct mine *p;"),
                trick("an escaped character", "", "struct \\u0061lpha_one *p;"),
                trick("a comment that ends over two lines", "", "/* x *\\\n/ struct alpha_one *p; /* y */"),
                trick(
                        "a comment in a directive's string",
                        "",
                        "#define S \"/*\"\n#define mine alpha_one\nstruct mine *p; /* */"),
                trick(
                        "an include behind a comment in a string",
                        "",
                        "#define S \"/*\"\n#include \"more.h\"\nWHAT_MORE_HAS(alpha) *p; /* */"),
                trick("an apostrophe in a number", "", "int q = 1'000; struct alpha_one *p;"),
                trick("a raw string", "", "const char s[] = R\"x(\" )x\"; struct alpha_one *p; const char *t = \"\";"),
                trick(
                        "a string that goes on, with CRLF",
                        "",
                        "const char s[] = \"a\\\r\nb\"; struct alpha_one *p;\r\n"),
                trick("CRLF", "", "struct alpha_one *p;\r\n#define X \\\r\n 1\r\nint q = X;\r\n"),
                trick("CR alone", "", "// x\rstruct alpha_one *p;\n"),
                trick(
                        "a comment that goes on behind a blank",
                        "// x \\ \nstruct gone { int x; };\n",
                        "struct gone *p;"),
                trick(
                        "a byte order mark",
                        "",
                        "\u00ef\u00bb\u00bf#include \"more.h\"\n#include \"types.h\"\nWHAT_MORE_HAS(alpha) *p;"),
                trick("a blank that isn't ASCII", "", "struct\u00c2\u00a0alpha_one *p;"),
                trick(
                        "latin-1",
                        "/* \u00fc */ struct gone { int x; }; // \u00e4\n",
                        "/* \u00fc */ struct alpha_one *p; // \u00df\n"),
                trick("digraphs", "struct user <% struct cred_x *p<:2:>; %>;\n", "struct user *p;"),
                trick(
                        "line markers",
                        "",
                        "# 1 \"other.h\" 1\nstruct alpha_one *p;\n# 3 \"source.bpf.c\" 2\nint q = __LINE__;"),
                trick("lines and files", "", "int p = __LINE__;\nstruct alpha_one *q;\nconst char s[] = __FILE__;"));
    }

    private static Stream<ReductionTrick> places() {
        return Stream.of(
                trick("included twice", "", "#include \"types.h\"\n#include \"sub/../types.h\"\nstruct alpha_one *p;"),
                trick("included in a function", "", """
                        __attribute__((section("tc"))) int f(void *c)
                        {
                        #undef TYPES
                        #include "types.h"
                        	struct alpha_one *p = c; return p->pid;
                        }
                        """),
                trick("with attributes around it", "", """
                        #pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
                        #include "types.h"
                        #pragma clang attribute pop
                        __attribute__((section("tc"))) int f(void *c) { return ((struct alpha_one *)c)->beta->owner; }
                        """),
                trick("packed", "", """
                        #pragma pack(push, 1)
                        #include "types.h"
                        #pragma pack(pop)
                        struct alpha_one p;
                        """),
                trick(
                        "by another header that pastes",
                        "",
                        "#include \"more.h\"\n#include \"types.h\"\nWHAT_MORE_HAS(alpha) *p;"));
    }

    private static Stream<ReductionTrick> options() {
        return Stream.of(
                trick("a macro of the command line", "", "struct MINE *p;", "-DMINE=alpha_one"),
                trick("a paste of the command line", "", "struct CAT(alpha, _one) *p;", "-DCAT(a,b)=a##b"),
                trick("-include", "", "WHAT_MORE_HAS(alpha) *p;", "-include", "bpf/more.h"),
                trick("-imacros", "", "WHAT_MORE_HAS(alpha) *p;", "-imacros", "bpf/more.h"),
                trick("-save-temps", "", "struct alpha_one *p;", "-save-temps=obj"),
                trick("-g3", "", "struct alpha_one *p;", "-g3"),
                trick("types that nobody uses", "", "struct alpha_one *p;", "-fno-eliminate-unused-debug-types"),
                trick("trigraphs", "", "??=define mine alpha_one\nstruct mine *p;", "-std=c11"),
                trick(
                        "a trigraph that ends no comment",
                        "",
                        "// ??/\nstruct alpha_one *q;\nstruct beta_two *p;",
                        "-std=c11"),
                trick(
                        "functions that nobody declares",
                        "extern int declared(struct alpha_one *x) __attribute__((section(\".ksyms\")));\n",
                        "#define CAT(a, b) a##b\n__attribute__((section(\"tc\"))) int f(void *c) { return CAT(decl, ared)(c); }",
                        "-std=gnu89",
                        "-w"),
                trick("-ansi", "", "int q = 4 //**/ 2\n; struct alpha_one *p;", "-ansi", "-w"));
    }
}
