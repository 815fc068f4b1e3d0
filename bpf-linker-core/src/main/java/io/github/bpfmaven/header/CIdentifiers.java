package io.github.bpfmaven.header;

import java.util.Set;

/** Which names C has for types, members and the like. */
final class CIdentifiers {
    /**
     * Words that clang takes for something else in {@code -std=gnu11}: keywords of C11 and GNU C, and types that it knows
     * by itself. {@code __builtin_va_list} is among them: BTF has the kernel's, of another size than BPF's.
     */
    private static final Set<String> RESERVED = Set.of(
            ("auto break case char const continue default do double else enum extern float for goto if inline int long "
                            + "register restrict return short signed sizeof static struct switch typedef union unsigned void "
                            + "volatile while asm typeof _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary "
                            + "_Noreturn _Static_assert _Thread_local _BitInt _Float16 _Imaginary_I __alignof __alignof__ "
                            + "__asm __asm__ __attribute __attribute__ __auto_type __bf16 __builtin_offsetof "
                            + "__builtin_va_arg __builtin_va_list __complex __complex__ __const __const__ __extension__ "
                            + "__fp16 __float128 __func__ __FUNCTION__ __PRETTY_FUNCTION__ __imag __imag__ __inline "
                            + "__inline__ __int128 __int128_t __uint128_t __label__ __null __nullptr __real __real__ "
                            + "__restrict __restrict__ __signed __signed__ __thread __typeof __typeof__ __volatile "
                            + "__volatile__ __NSConstantString")
                    .split(" "));

    /** Words that became keywords in C23; the kernel defines them, and so do its programs with an older standard. */
    private static final Set<String> SINCE_C23 = Set.of("bool", "true", "false");

    private CIdentifiers() {}

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    static boolean isSinceC23(String name) {
        return SINCE_C23.contains(name);
    }

    /** Whether that is a name in the letters that every C compiler takes, reserved or not. */
    static boolean isLegal(String name) {
        if (name.isEmpty() || name.charAt(0) >= '0' && name.charAt(0) <= '9') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isLetter(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A legal name; that itself if it is one. Rust's {@code Option<u8>} becomes {@code Option_u8_}, no name {@code _}. */
    static String legal(String name) {
        if (isLegal(name)) {
            return name;
        }
        StringBuilder legal = new StringBuilder(name.length() + 1);
        if (name.isEmpty() || name.charAt(0) >= '0' && name.charAt(0) <= '9') {
            legal.append('_');
        }
        for (int i = 0; i < name.length(); i++) {
            legal.append(isLetter(name.charAt(i)) ? name.charAt(i) : '_');
        }
        return legal.toString();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$';
    }
}
