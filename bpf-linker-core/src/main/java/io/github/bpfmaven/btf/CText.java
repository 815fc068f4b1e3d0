package io.github.bpfmaven.btf;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Types as C writes them, for messages: typedefs by their names, structs, unions and enums without a name as
 * <code>struct {…}</code>, what is too long to read ends in {@code …}. Tags are left out.
 */
public final class CText {
    /** More types than a person reads of. */
    private static final int MOST = 500;

    /** Deeper than a person writes; also ends pointers to themselves, before a stack of 512 KiB does. */
    private static final int DEEPEST = 100;

    private static final String MORE = "…";

    private final Btf types;

    public CText(Btf types) {
        this.types = types;
    }

    /**
     * A declaration: {@code extern int counter}, {@code long helper(struct pair *p, int n)}; for what is neither a function
     * nor a variable, as {@link #type}.
     *
     * @param id a type id
     */
    public String declaration(int id) {
        BtfType type = types.type(id);
        if (type instanceof BtfType.Func function) {
            return (function.linkage() == BtfLinkage.STATIC ? "static " : "")
                    + text(function.type(), function.name(), new Steps());
        }
        if (type instanceof BtfType.Var variable) {
            String storage = switch (variable.linkage()) {
                case STATIC -> "static ";
                case EXTERN -> "extern ";
                case GLOBAL -> "";
            };
            return storage + text(variable.type(), variable.name(), new Steps());
        }
        return type(id);
    }

    /**
     * A type without a name in it, as in a cast: {@code int (*)(void *)}, {@code struct pair[4]}.
     *
     * @param id a type id; 0 is {@code void}
     */
    public String type(int id) {
        return text(id, "", new Steps());
    }

    /**
     * The declaration of something of a type: {@code int (*hook)(void *)}, {@code char comm[16]}.
     *
     * @param id a type id
     * @param name what is declared
     */
    public String variable(int id, String name) {
        return text(id, name, new Steps());
    }

    /** @param declarator what stands where a variable's name does, with what has been put round it so far */
    private String text(int id, String declarator, Steps steps) {
        if (steps.left == 0 || steps.depth == DEEPEST) {
            return MORE;
        }
        steps.left--;
        steps.depth++;
        BtfType type = types.type(id);
        String text = switch (type.kind()) {
            case PTR -> pointer(((BtfType.Ptr) type).type(), declarator, steps);
            case ARRAY -> {
                BtfType.Array array = (BtfType.Array) type;
                String count = array.count() == 0 ? "" : Long.toString(array.count());
                yield text(array.elementType(), declarator + "[" + count + "]", steps);
            }
            case FUNC_PROTO -> {
                BtfType.FuncProto prototype = (BtfType.FuncProto) type;
                yield text(prototype.returnType(), declarator + "(" + params(prototype.params(), steps) + ")", steps);
            }
            case CONST -> qualified("const", (BtfType.Single) type, declarator, steps);
            case VOLATILE -> qualified("volatile", (BtfType.Single) type, declarator, steps);
            case RESTRICT -> qualified("restrict", (BtfType.Single) type, declarator, steps);
            case TYPE_TAG -> text(((BtfType.Single) type).type(), declarator, steps);
            case STRUCT -> joined(tagged("struct", type), declarator);
            case UNION -> joined(tagged("union", type), declarator);
            case FWD -> joined(tagged(((BtfType.Fwd) type).union() ? "union" : "struct", type), declarator);
            case ENUM, ENUM64 -> joined(tagged("enum", type), declarator);
            case VOID -> joined("void", declarator);
            case INT, FLOAT, TYPEDEF, FUNC, VAR, DATASEC, DECL_TAG -> joined(type.name(), declarator);
        };
        steps.depth--;
        return text;
    }

    private String pointer(int target, String declarator, Steps steps) {
        BtfKind kind = types.type(target).kind();
        // Brackets and parentheses bind closer than the star.
        boolean grouped = kind == BtfKind.ARRAY || kind == BtfKind.FUNC_PROTO;
        return text(target, grouped ? "(*" + declarator + ")" : "*" + declarator, steps);
    }

    /** {@code const char *p}, but {@code char *const p}. */
    private String qualified(String qualifier, BtfType.Single type, String declarator, Steps steps) {
        return isPointer(type.type())
                ? text(type.type(), joined(qualifier, declarator), steps)
                : qualifier + " " + text(type.type(), declarator, steps);
    }

    private boolean isPointer(int id) {
        int target = id;
        for (int qualifiers = 0; qualifiers < MOST; qualifiers++) {
            switch (types.type(target).kind()) {
                case CONST, VOLATILE, RESTRICT, TYPE_TAG -> target = ((BtfType.Single) types.type(target)).type();
                case PTR -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    private String params(List<BtfParam> params, Steps steps) {
        if (params.isEmpty()) {
            return "void";
        }
        int last = params.size() - 1;
        BtfParam end = params.get(last);
        boolean variadic = end.type() == 0 && end.name().isEmpty();
        if (variadic && last == 0) {
            // C has no "..." alone: this is a declaration without a prototype.
            return "";
        }
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> variadic && i == last
                        ? "..."
                        : text(params.get(i).type(), params.get(i).name(), steps))
                .collect(Collectors.joining(", "));
    }

    private static String tagged(String keyword, BtfType type) {
        return keyword + " " + (type.name().isEmpty() ? "{" + MORE + "}" : type.name());
    }

    private static String joined(String type, String declarator) {
        return declarator.isEmpty() || declarator.startsWith("[") ? type + declarator : type + " " + declarator;
    }

    private static final class Steps {
        private int left = MOST;
        private int depth;
    }
}
