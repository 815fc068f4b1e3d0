package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A reduced header")
final class HeaderReductionTest {
    private static final String HEADER = """
            #ifndef H
            #define H
            enum { FIRST_OF_ALL };
            typedef unsigned int u32;
            typedef u32 id_t;
            enum state { RUNNING, STOPPED = (1 << 2), };
            struct list { struct list *next; };
            struct other;
            struct cred { id_t id; };
            struct ops { int (*open)(struct file *file, const struct cred *cred); };
            struct task {
            	enum state now; /* } */
            	struct list links;
            	struct mm *mm, *active;
            	const struct cred *cred;
            	struct other *other;
            	struct file *files[4];
            };
            struct mm { struct task *owner; };
            struct file { const struct ops *ops; };
            struct two { const struct cred *one; const struct cred *another; };
            struct outer { struct inner { int deep; } inner; };
            typedef struct { struct mm *mm; } anonymous_t;
            extern struct mm *mm_of(struct task *task) __attribute__((weak));
            static inline int odd(struct list *list) { return list->next != 0; }
            #endif
            """;

    @Test
    @DisplayName("has as many lines, and every declaration in its own")
    void lines() {
        var reduced = reduced("struct task *t;").lines().toList();

        assertEquals(HEADER.lines().count(), reduced.size());
        assertEquals("struct task {", reduced.get(10));
        assertEquals("#endif", reduced.get(reduced.size() - 1));
    }

    @Test
    @DisplayName("has what a source names, and what that is made of")
    void named() {
        var reduced = reduced("struct task *t;");

        assertTrue(reduced.contains("enum state { RUNNING"), reduced);
        assertTrue(reduced.contains("struct list { struct list *next; };"), reduced);
        assertFalse(reduced.contains("struct outer"), reduced);
        assertFalse(reduced.contains("mm_of"), reduced);
        assertTrue(reduced("int x = STOPPED;").contains("enum state"));
        assertTrue(reduced("id_t x;").contains("typedef unsigned int u32;"));
        assertTrue(reduced("struct inner i;").contains("struct outer {"));
    }

    @Test
    @DisplayName("declares without members what only pointers of structs lead to")
    void forward() {
        var reduced = reduced("struct two *t;");

        assertTrue(
                reduced("struct task *t; int mm_;").contains("struct mm { struct task *owner; };"),
                "two pointers in one");
        assertTrue(reduced("struct mm *m;").contains("\nstruct task;\n"), reduced("struct mm *m;"));
        assertTrue(reduced("anonymous_t *m;").contains("\nstruct mm;\n"));
        assertTrue(
                reduced("anonymous_t *m; void f(void) { m->mm->owner->other; }").contains("struct task {"));
        assertTrue(reduced("struct task *t;").contains("struct other;"));
        assertTrue(reduced.contains("struct cred { id_t id; };"), "twice a pointer to something const: " + reduced);
        assertTrue(reduced("struct file *f;").contains("\nstruct ops;\n"));
    }

    @Test
    @DisplayName("has all of what arrays of pointers and functions lead to")
    void followed() {
        assertTrue(reduced("struct task *t;").contains("struct file { const struct ops *ops; };"));
        assertTrue(reduced("struct ops *o;").contains("struct cred { id_t id; };"));
        assertTrue(reduced("void f(void) { mm_of(0); }").contains("struct mm { struct task *owner; };"));
    }

    @Test
    @DisplayName("has what macros put together")
    void pasted() {
        assertTrue(reduced("#define OF(x) struct ta##x *p\nOF(sk);").contains("struct task {"));
        assertTrue(reduced("#define OF(x, y) struct x##y *p\nOF(ta, sk);").contains("struct task {"));
        assertTrue(reduced("#define OF(x) mm_##x(0)\nint f(void) { OF(of); }").contains("mm_of"));
    }

    @Test
    @DisplayName("has everything that isn't understood, and what it mentions")
    void odd() {
        var reduced = reduced("int nothing;");

        assertTrue(reduced.contains("static inline int odd"), reduced);
        assertTrue(reduced.contains("struct list { struct list *next; };"), reduced);
        assertTrue(reduced.contains("enum { FIRST_OF_ALL };"), "what a pragma before it may be for");
        for (var odd : List.of(
                "struct x { int a;\n#ifdef B\nstruct mm *b;\n#endif\n};",
                "struct x { int a; } variable;",
                "struct x { int a; } one, two;",
                "typedef int one, two;",
                "MACRO(x)\nstruct x { struct mm *m; };",
                "struct __attribute__((packed)) x { int a; };",
                "int value = 1;",
                "extern const char *name = \"}\";")) {
            var with = HEADER.replace("struct outer", odd + "\nstruct outer");
            assertTrue(reduced(with, "int nothing;").contains(odd), odd);
        }
    }

    @Test
    @DisplayName("keeps what another large header needs of it, and no more")
    void severalHeaders() {
        var first = "struct page { int flags; };\nstruct zone { int nr; };\nstruct folio { int order; };\n";
        var second = "struct inode { struct page page; struct folio *folio; };\nstruct dentry { struct zone zone; };\n";
        var headers = Stream.of(first, second)
                .map(text -> HeaderIndex.of(text.getBytes(StandardCharsets.UTF_8)))
                .toList();

        var reduced = HeaderReduction.of(headers, List.of(words("struct inode *i;"))).stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .toList();

        // The first declaration of a header stays.
        assertEquals("struct page { int flags; };\n\nstruct folio;\n", reduced.get(0));
        assertEquals("struct inode { struct page page; struct folio *folio; };\n\n", reduced.get(1));
    }

    @Test
    @DisplayName("is not made where it can't be told what a source mentions")
    void obstacles() {
        for (var odd : List.of(
                "#include NAME\n",
                "struct ta\\\nsk *p;",
                "#pragma clang diagnostic warning \"-Wpadded\"\n",
                "struct \\u0074ask *p;")) {
            assertTrue(words(odd).obstacle().isPresent(), odd);
        }
        assertFalse(words("#pragma once\n#define A 1 \\\n + 2\nchar *s = \"\\n\";")
                .obstacle()
                .isPresent());
    }

    @Test
    @DisplayName("has what helpers take only where they are named")
    void helpers() {
        var helpers = "struct mm;\nstatic long (* const bpf_open)(struct task *t, char *n) = (void *) 1;\n";

        assertFalse(reduced(helpers).contains("struct task {"));
        assertTrue(reduced(helpers + "int f(void) { return bpf_open(0, 0); }").contains("struct task {"));
    }

    private static FileWords words(String source) {
        return FileWords.of(source.getBytes(StandardCharsets.UTF_8));
    }

    private static String reduced(String source) {
        return reduced(HEADER, source);
    }

    private static String reduced(String header, String source) {
        var index = HeaderIndex.of(header.getBytes(StandardCharsets.UTF_8));
        return new String(
                HeaderReduction.of(List.of(index), List.of(index.fixedWords(), words(source)))
                        .get(0),
                StandardCharsets.UTF_8);
    }
}
