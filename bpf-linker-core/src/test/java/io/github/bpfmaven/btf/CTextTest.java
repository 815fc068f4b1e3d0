package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A type in C")
final class CTextTest {
    private static final BtfType INT = new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32);

    private static CText text(BtfType... types) {
        return new CText(Btf.of(ByteOrder.LITTLE_ENDIAN, List.of(types)));
    }

    @Test
    @DisplayName("is written as in a cast")
    void types() {
        var text = text(
                INT,
                new BtfType.Ptr(1),
                new BtfType.Const(1),
                new BtfType.Ptr(3),
                new BtfType.Const(2),
                new BtfType.Array(1, 0, 4),
                new BtfType.Ptr(6),
                new BtfType.Array(2, 0, 0),
                new BtfType.FuncProto(1, List.of(new BtfParam("ctx", 2), new BtfParam("", 0))),
                new BtfType.Ptr(9),
                new BtfType.Array(10, 0, 2),
                new BtfType.FuncProto(0, List.of()),
                new BtfType.FuncProto(10, List.of(new BtfParam("", 0))),
                new BtfType.Volatile(3),
                new BtfType.Restrict(2),
                new BtfType.TypeTag("user", 1, false),
                new BtfType.Ptr(16));

        assertEquals("void", text.type(0));
        assertEquals("int *", text.type(2));
        assertEquals("const int", text.type(3));
        assertEquals("const int *", text.type(4));
        assertEquals("int *const", text.type(5));
        assertEquals("int[4]", text.type(6));
        assertEquals("int (*)[4]", text.type(7));
        assertEquals("int *[]", text.type(8));
        assertEquals("int (int *ctx, ...)", text.type(9));
        assertEquals("int (*)(int *ctx, ...)", text.type(10));
        assertEquals("int (*[2])(int *ctx, ...)", text.type(11));
        assertEquals("void (void)", text.type(12));
        assertEquals("int (*())(int *ctx, ...)", text.type(13));
        assertEquals("volatile const int", text.type(14));
        assertEquals("int *restrict", text.type(15));
        assertEquals("int *", text.type(17));
    }

    @Test
    @DisplayName("goes by its name or its tag; without one it is shortened")
    void names() {
        var text = text(
                INT,
                new BtfType.Typedef("u32", 1),
                new BtfType.Struct("pair", 4, false, List.of(new BtfMember("a", 2, 0, 0))),
                new BtfType.Union("", 4, false, List.of(new BtfMember("a", 2, 0, 0))),
                new BtfType.Fwd("later", false),
                new BtfType.Fwd("", true),
                new BtfType.Enum("color", 4, false, List.of()),
                new BtfType.Enum64("", 8, false, List.of()),
                new BtfType.Float("double", 8));

        assertEquals("u32", text.type(2));
        assertEquals("struct pair", text.type(3));
        assertEquals("union {…}", text.type(4));
        assertEquals("struct later", text.type(5));
        assertEquals("union {…}", text.type(6));
        assertEquals("enum color", text.type(7));
        assertEquals("enum {…}", text.type(8));
        assertEquals("double", text.type(9));
    }

    @Test
    @DisplayName("is part of a declaration")
    void declarations() {
        var text = text(
                INT,
                new BtfType.Struct("pair", 4, false, List.of(new BtfMember("a", 1, 0, 0))),
                new BtfType.Ptr(2),
                new BtfType.FuncProto(1, List.of(new BtfParam("p", 3), new BtfParam("", 1))),
                new BtfType.Func("helper", 4, BtfLinkage.EXTERN),
                new BtfType.Func("own", 4, BtfLinkage.STATIC),
                new BtfType.Var("counter", 1, BtfLinkage.EXTERN),
                new BtfType.Array(2, 0, 4),
                new BtfType.Var("pairs", 8, BtfLinkage.GLOBAL),
                new BtfType.Var("mine", 3, BtfLinkage.STATIC),
                new BtfType.Ptr(4),
                new BtfType.Var("callback", 11, BtfLinkage.GLOBAL));

        assertEquals("int helper(struct pair *p, int)", text.declaration(5));
        assertEquals("static int own(struct pair *p, int)", text.declaration(6));
        assertEquals("extern int counter", text.declaration(7));
        assertEquals("struct pair pairs[4]", text.declaration(9));
        assertEquals("static struct pair *mine", text.declaration(10));
        assertEquals("int (*callback)(struct pair *p, int)", text.declaration(12));
        assertEquals("int", text.declaration(1));
    }

    @Test
    @DisplayName("ends, also where it leads back to itself")
    void endless() {
        assertEquals("…", text(new BtfType.Ptr(1)).type(1));
        var self = new BtfParam("", 1);
        assertTrue(text(new BtfType.FuncProto(1, List.of(self, self, self)))
                        .type(1)
                        .length()
                < 10_000);
    }

    @Test
    @DisplayName("is cut where it is nested deeper than a small stack could take")
    void deep() {
        var pointers = new BtfType[1_000];
        Arrays.setAll(pointers, i -> new BtfType.Ptr(i));
        var text = text(pointers);

        assertEquals("void " + "*".repeat(99), text.type(99));
        assertEquals("…", text.type(1_000));
    }
}
