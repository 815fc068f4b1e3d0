package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.scaffold.GeneratedObjects.Codec;
import io.github.bpfmaven.testing.TestClang;

import static java.nio.file.Files.writeString;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Types from C through clang, BTF and the generator to Java, and values from C through Java to bytes.
 *
 * @param types that one source can have
 * @param seed of their values
 */
record RoundTrip(List<CType.Composite> types, long seed) {
    private static final int VALUES = 3;

    /** The C source. */
    String source() {
        CSource source = new CSource();
        String first = "";
        for (Variable variable : variables()) {
            // A type without a name is that of the first variable, and has no other way to be told again.
            if (variable.number == 0) {
                first = variable.name();
                source.variable(first, variable.type, variable.value);
            } else {
                source.variableLike(first, variable.name(), variable.type, variable.value);
            }
        }
        return source.toString();
    }

    private List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            CType.Composite type = types.get(i);
            Random random = new Random(seed + i);
            for (int number = 0; number < VALUES; number++) {
                variables.add(new Variable(type, i, number, CValue.random(type, random)));
            }
            if (!type.hasUnion()) {
                variables.add(new Variable(type, i, VALUES, CValue.ones(type)));
            }
        }
        return variables;
    }

    /** Generates, without Java being compiled. */
    GeneratedObjects.Generated generated(TestClang clang) throws Exception {
        writeString(clang.directory().resolve("t.c"), source());
        return GeneratedObjects.generate(clang, "t.c");
    }

    /** Fails if a byte, or a value that Java reads, is not that of C. */
    void check(TestClang clang, Path directory) throws Exception {
        writeString(clang.directory().resolve("t.c"), source());
        try (GeneratedObjects objects = GeneratedObjects.of(clang, "t.c", directory)) {
            objects.checkLayout();
            GeneratedValues values = new GeneratedValues(objects.generated().types());
            for (BpfTarget target : BpfTarget.values()) {
                for (Variable variable : variables()) {
                    String where = target + " " + variable.name();
                    Codec codec = objects.codec(variable.name(), target.byteOrder());
                    byte[] image = objects.image(variable.name(), target);
                    codec.checkImage(image, where);
                    values.check(variable.type, variable.value, codec.read(image), where);
                    checkNoise(variable, codec, image, where);
                }
            }
        }
    }

    /** Bytes that no C program wrote. */
    private void checkNoise(Variable variable, Codec codec, byte[] image, String where)
            throws ReflectiveOperationException {
        byte[] noise = new byte[image.length];
        new Random(seed).nextBytes(noise);
        Object value = codec.read(noise);
        byte[] written = codec.write(value, noise.length);
        assertEquals(value, codec.read(written), where);
        // All NaNs are equal in Java, whatever their bits.
        if (!value.toString().contains("NaN")) {
            boolean same = Arrays.equals(written, image);
            assertEquals(same, value.equals(codec.read(image)), () -> where + " against " + value);
        }
        if (variable.type.union()) {
            Codec.assertBytes(noise, written, where + ", noise");
        }
        if (variable.isOnes()) {
            for (int i = 0; i < noise.length; i++) {
                noise[i] &= image[i];
            }
            byte[] same = codec.write(codec.read(noise), noise.length);
            Codec.assertBytes(noise, same, where + ", noise but for the padding");
        }
    }

    /**
     * A variable of the source.
     *
     * @param index of its type
     * @param number among those of its type
     */
    private record Variable(CType.Composite type, int index, int number, CValue value) {
        String name() {
            return "value_" + index + "_" + number;
        }

        /** Whether its bytes show where the padding is. */
        boolean isOnes() {
            return number == VALUES;
        }
    }
}
