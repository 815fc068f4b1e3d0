package io.github.bpfmaven.plugin.incremental;

import java.util.Optional;

/** Where results are kept beyond this module's build directory. Whatever goes wrong there counts as "not there". */
public interface SharedResults {
    /**
     * @param kind of result; each has keys of its own
     * @param key 64 hexadecimal digits
     * @return what was put there, byte for byte
     */
    Optional<byte[]> get(String kind, String key);

    /** Keeps a result for others, if that can be done. */
    void put(String kind, String key, byte[] content);

    /** Keeps nothing. */
    static SharedResults none() {
        return new SharedResults() {
            @Override
            public Optional<byte[]> get(String kind, String key) {
                return Optional.empty();
            }

            @Override
            public void put(String kind, String key, byte[] content) {
                // Nobody will ask.
            }
        };
    }
}
