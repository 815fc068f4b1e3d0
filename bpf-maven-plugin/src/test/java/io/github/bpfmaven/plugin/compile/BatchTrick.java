package io.github.bpfmaven.plugin.compile;

import java.util.List;

/**
 * A source that may leave something in clang, or find what another has left.
 *
 * @param name what it does
 * @param text of the source, behind the usual headers
 */
record BatchTrick(String name, String text) {
    /** Each of these may be batched with all others. */
    static List<BatchTrick> all() {
        return List.of(
                new BatchTrick("nothing", ""),
                new BatchTrick("counter", "int a = __COUNTER__, b = __COUNTER__, c = __INCLUDE_LEVEL__;"),
                new BatchTrick(
                        "names",
                        "const char a[] = __FILE__, b[] = __BASE_FILE__, c[] = __FILE_NAME__, d[] = __TIME__ __DATE__,"
                                + " e[] = __TIMESTAMP__;"),
                new BatchTrick("line", "#line 4000 \"other.h\"\nint f(int n) { return n + __LINE__; }"),
                new BatchTrick("lineLeft", "# 7 \"third.h\" 1 3\nint f(int n) { return n + __LINE__; }"),
                new BatchTrick(
                        "pushed", "#pragma push_macro(\"SEC\")\n#undef SEC\n#define SEC(name) \nint f SEC(\"x\");"),
                new BatchTrick("popped", "#pragma pop_macro(\"SEC\")\nint f SEC(\".data.x\") = 4;"),
                new BatchTrick("packed", "#pragma pack(push, 1)\nstruct p { char a; long b; } p = {1, 2};"),
                new BatchTrick("unpacked", "struct p { char a; long b; } p = {1, 2};"),
                new BatchTrick(
                        "attribute",
                        "#pragma clang attribute push(__attribute__((noinline)), apply_to = function)\n"
                                + "static int g(int n) { return n * 3; }\nint f(int n) { return g(n); }\n"
                                + "#pragma clang attribute pop"),
                new BatchTrick("inlined", "static int g(int n) { return n * 3; }\nint f(int n) { return g(n); }"),
                new BatchTrick(
                        "section", "#pragma clang section data=\".data.own\" rodata=\".rodata.own\"\nint a = 4;"),
                new BatchTrick("sectionless", "int a = 4; const int b = 5; int c;"),
                new BatchTrick("optimize", "#pragma clang optimize off\nint f(int n) { int a = n; return a + 1; }"),
                new BatchTrick("optimized", "int f(int n) { int a = n; return a + 1; }"),
                new BatchTrick("systemHeader", "#pragma GCC system_header\nint f(void) { int unused; return 0; }"),
                new BatchTrick(
                        "visibility", "#pragma GCC visibility push(hidden)\nint a = 1; int f(void) { return a; }"),
                new BatchTrick("visible", "int a = 1; int f(void) { return a; }"),
                new BatchTrick("weak", "#pragma weak w\nint w(void);\nint f(void) { return w ? 1 : 0; }"),
                new BatchTrick("strong", "int w(int n) { return n; }\nint f(int n) { return w(n); }"),
                new BatchTrick("alias", "int g(int n) { return n; }\nint f(int n) __attribute__((alias(\"g\")));"),
                new BatchTrick(
                        "assembler",
                        "__attribute__((naked)) int f(void) { asm volatile (\"r0 = 7; l%=: r1 = 1; exit\"); }\n"
                                + "int g(int n) { asm volatile (\"%0 += 1\" : \"+r\"(n)); return n; }"),
                new BatchTrick(
                        "tags",
                        "#define T __attribute__((btf_type_tag(\"user\")))\nstruct s { int T *p; };"
                                + " struct s s __attribute__((btf_decl_tag(\"d\")));"),
                new BatchTrick("addressSpace", "int f(int __attribute__((address_space(1))) *p) { return *p; }"),
                new BatchTrick(
                        "strings",
                        "int f(int n) { char a[] = \"a rare text\"; return a[n & 7]; }\nint g(void) { return 0x12345678; }"),
                new BatchTrick(
                        "sameTypes",
                        "struct s { int a; struct s *n; }; union u { struct s s; long l; };"
                                + " struct s s; union u u; typedef struct { int a; } t; t tt;"),
                new BatchTrick(
                        "otherTypes",
                        "struct s { long a; struct s *n; }; union u { struct s s; char l; };"
                                + " struct s s; union u u; typedef struct { long a; } t; t tt;"),
                new BatchTrick("declared", "struct s; extern int f(struct s *s); int g(struct s *s) { return f(s); }"),
                new BatchTrick(
                        "kfunc",
                        "extern int bpf_f(int n) __attribute__((section(\".ksyms\")));"
                                + " SEC(\"tc\") int g(struct __sk_buff *skb) { return bpf_f(skb->len); }"),
                new BatchTrick(
                        "context",
                        "SEC(\"tc\") int f(struct __sk_buff *skb) { skb->mark = skb->len; return skb->cb[2]; }"),
                new BatchTrick(
                        "loops",
                        "int f(int *p, int n) { int s = 0; for (int i = 0; i < 100; i++) { if (i > n) break; s += p[i]; }"
                                + " return s; }"),
                new BatchTrick(
                        "switches",
                        "int f(int n) { switch (n) { case 1: return 77; case 2: return 13; case 3: return 99;"
                                + " case 4: return 5; default: return 0; } }"),
                new BatchTrick("hasInclude", "#if __has_include(\"missing.h\")\nint f = 1;\n#else\nint f = 2;\n#endif"),
                new BatchTrick("nested", "#include \"sub/own.h\"\nint f = OWN;"),
                new BatchTrick("nextOne", "#include \"sub/next.h\"\nint f = NEXT;"),
                new BatchTrick("imported", "#import \"twice.h\"\n#import \"twice.h\"\nint f = TWICE;"),
                new BatchTrick(
                        "includedTwice", "#include \"twice.h\"\n#undef TWICE\n#include \"twice.h\"\nint f = TWICE;"),
                new BatchTrick("lines", "int f;\r\nint g(void)\r\n{ return __LINE__; }\r"),
                new BatchTrick("noLastLine", "int g(void) { return __LINE__; } // no end"),
                new BatchTrick("oldStyle", "int g(int n);\nint g(int n) { return n; }"),
                new BatchTrick("tentative", "int t; int t; static int u; int f(void) { return t + u++; }"),
                new BatchTrick("longName", "int " + "n".repeat(4000) + " = 3;"));
    }
}
