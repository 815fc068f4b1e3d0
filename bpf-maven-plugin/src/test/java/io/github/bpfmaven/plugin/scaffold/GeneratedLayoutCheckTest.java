package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.linker.BpfTarget;

@DisplayName("The generated check of layouts")
final class GeneratedLayoutCheckTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "layouts.bpf.c");
    }

    @Test
    @DisplayName("passes for the objects that the class was generated from")
    void passes() throws Exception {
        c.run("LayoutsBpf.checkLayout(c.object());");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "structs, StructsBpf",
        "unions, UnionsBpf",
        "bit_fields, BitFieldsBpf",
        "names, NamesBpf",
        "maps, MapsBpf"
    })
    @DisplayName("passes for every kind of type")
    void passesForAll(String source, String generated) throws Exception {
        CFixture.of(directory, source + ".bpf.c").run(generated + ".checkLayout(c.object());");
    }

    @Test
    @DisplayName("throws for an object whose struct has another layout, and shows both")
    void refusesOthers() throws Exception {
        c.runAsking(
                (order, none) -> object(order.equals("LITTLE_ENDIAN") ? BpfTarget.BPFEL : BpfTarget.BPFEB), """
                try {
                    LayoutsBpf.checkLayout(c.ask(c.order().toString()));
                    throw new AssertionError();
                } catch (IllegalStateException refused) {
                    same("the object is not one that this class was generated for: expected struct moved: 8 first@0 second@32,"
                            + " found [struct moved: 12 more@0 first@32 second@64]", refused.getMessage());
                }
                """, "");
    }

    @Test
    @DisplayName("refuses what is no object, or has no BTF")
    void refusesOtherFiles() throws Exception {
        c.run("""
                refused("", () -> LayoutsBpf.checkLayout(new byte[0]));
                refused("", () -> LayoutsBpf.checkLayout(Arrays.copyOf(c.object(), 100)));
                """);
    }

    @Test
    @DisplayName("says of damaged objects that they are, or finds another layout; it does not run on")
    void refusesDamage() throws Exception {
        c.run("""
                java.util.Random random = new java.util.Random(5);
                int passed = 0;
                for (int i = 0; i < 2000; i++) {
                    byte[] object = c.object();
                    for (int changes = random.nextInt(5); changes >= 0; changes--) {
                        object[random.nextInt(object.length)] = (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt());
                    }
                    try {
                        LayoutsBpf.checkLayout(object);
                        Globals.of(object);
                        passed++;
                    } catch (IllegalArgumentException | IllegalStateException refused) {
                        same(false, refused.getMessage().isEmpty());
                    }
                }
                same(true, passed > 100 && passed < 1900);
                """);
    }

    private byte[] object(BpfTarget target) {
        try {
            return c.object(target, "-DOTHER");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
