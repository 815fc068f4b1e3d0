package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which of the user's arguments are known to mean the same with a precompiled header. */
final class PrecompilableArguments {
    /** Their value is the next argument. */
    private static final Set<String> WITH_VALUE =
            Set.of("-I", "-D", "-U", "-iquote", "-isystem", "-idirafter", "-mllvm");

    /**
     * The rest is not: {@code -include} comes before the header, {@code -fdebug-macro} leaves out what is in it,
     * {@code -ffile-prefix-map} would have to know the names of files in it, a plugin or {@code -Xclang} may do anything.
     */
    private static final List<Pattern> KNOWN = List.of(
            Pattern.compile("-(I|D|U|iquote|isystem|idirafter).+"),
            Pattern.compile("-(w|pedantic|pedantic-errors|ansi)"),
            Pattern.compile("-W(?!p,|a,|l,).*"),
            Pattern.compile("-(std=|O).*"),
            Pattern.compile("-(g|g1|g2|g3|ggdb|gdwarf(-\\d)?)"),
            Pattern.compile("-m(cpu=|no-|little-endian|big-endian|alu32|attr=).*"),
            Pattern.compile("-fno-(?!validate|pch|modules).*"),
            Pattern.compile("-f(wrapv|ms-extensions|short-enums|signed-char|unsigned-char|common|strict-aliasing"
                    + "|strict-overflow|freestanding|builtin|unroll-loops|inline-functions|jump-tables|visibility=\\w+"
                    + "|asynchronous-unwind-tables|unwind-tables|omit-frame-pointer|stack-protector)"));

    private PrecompilableArguments() {}

    static boolean allow(List<String> arguments) {
        for (var index = 0; index < arguments.size(); index++) {
            var argument = arguments.get(index);
            if (WITH_VALUE.contains(argument)) {
                index++;
            } else if (KNOWN.stream().noneMatch(known -> known.matcher(argument).matches())) {
                return false;
            }
        }
        return true;
    }
}
