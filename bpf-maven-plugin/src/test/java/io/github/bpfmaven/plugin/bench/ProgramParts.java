package io.github.bpfmaven.plugin.bench;

import java.util.List;
import java.util.Random;

/** What a kind of generated programs is made of. */
interface ProgramParts {
    /** The first includes. */
    String head();

    /** What a program may include of the project's own, below the source directory. */
    List<String> sharedHeaders();

    /** Some maps, functions and programs. {@code number} tells the parts of one source apart. */
    String part(Random random, int number);

    /** Fills in what makes one part's code another than the next one's. */
    static String numbers(String text, Random random, int number) {
        var filled = text;
        while (filled.contains("$NUMBER")) {
            filled = filled.replaceFirst("\\$NUMBER", Integer.toString(2 + random.nextInt(1_000_000)));
        }
        return filled.replace("$SMALL", Integer.toString(2 + random.nextInt(60)))
                .replace("$SIZE", Integer.toString(64 + random.nextInt(65_000)))
                .replace("$ID", Integer.toString(number));
    }
}
