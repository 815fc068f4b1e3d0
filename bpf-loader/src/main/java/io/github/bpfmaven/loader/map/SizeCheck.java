package io.github.bpfmaven.loader.map;

/** Whether a map is one that Java types were made for. */
final class SizeCheck {
    private SizeCheck() {}

    static void keys(LoadedMap map, int size) {
        check(map, "keys", map.keyBytes(), size);
    }

    static void values(LoadedMap map, int size) {
        check(map, "values", map.valueBytes(), size);
    }

    private static void check(LoadedMap map, String what, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(map + " has " + what + " of " + actual
                    + " bytes, but the Java type is for " + expected + ": it was made for another object");
        }
    }
}
