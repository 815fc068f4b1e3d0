package io.github.bpfmaven.plugin.reduce;

import java.util.HashMap;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

@DisplayName("The places of words")
final class WordPlacesTest {
    private static final int WORDS = 200_000;

    @Test
    @DisplayName("are the declaration that has a word, or several, in the order of the words' hashes")
    void places() {
        var places = new WordPlaces();
        places.add(7, 3);
        places.add(0, 0);
        places.add(-1, 5);
        places.add(7, 3);
        places.add(-1, 6);

        assertArrayEquals(new long[] {word(-1, MentionedWords.SEVERAL), word(0, 0), word(7, 3)}, places.sorted());
    }

    @Test
    @DisplayName("are what a map has, of more words than there was room for at first")
    void asInAMap() {
        var random = new Random(20261122);
        var places = new WordPlaces();
        var map = new HashMap<Integer, Integer>();
        for (var word = 0; word < WORDS; word++) {
            // Some come again, in the same declaration or another.
            var hash = random.nextInt(WORDS) - WORDS / 2;
            var declaration = random.nextInt(3);
            places.add(hash, declaration);
            map.merge(hash, declaration, (one, other) -> one.equals(other) ? one : MentionedWords.SEVERAL);
        }

        assertArrayEquals(
                map.entrySet().stream()
                        .mapToLong(entry -> word(entry.getKey(), entry.getValue()))
                        .sorted()
                        .toArray(),
                places.sorted());
    }

    private static long word(int hash, int place) {
        return (long) hash << Integer.SIZE | Integer.toUnsignedLong(place);
    }
}
