package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.object.BpfDataSection;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.object.BpfVariable;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Generated Java has global variables as C has them:")
final class GeneratedGlobalsTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "globals.bpf.c");
    }

    @Test
    @DisplayName("the values that C gives them, in sections of every name, static ones as well")
    void initialValues() throws Exception {
        c.run("""
                Globals globals = Globals.of(c.object());
                same(2, globals.rodata().result());
                same(new Config(10, new int[] {80, 443}, 5), globals.rodata().config());
                same(new byte[] {'e', 't', 'h', '0', 0, 0, 0, 0}, globals.rodata().device());
                same("eth0", globals.rodata().deviceText());
                same(7, globals.data().counterUnsigned().intValue());
                same(List.of(new Config(1, new int[2], 0), new Config(2, new int[] {3, 4}, 0)), globals.rodata().configs());
                same(0x123456789abcdef0L, globals.rodata().hiddenConstant());
                same(7L, globals.data().counter());
                same(-3, globals.data().hidden());
                same(true, globals.data().enabled());
                same(0.5, globals.data().ratio());
                same(Color.GREEN, globals.data().color());
                same(new byte[][] {{1, 2, 3}, {4, 5, 6}}, globals.data().matrix());
                same(-1, globals.data().buffer_());
                same(0x01020304, globals.data().either().number());
                same(BigInteger.TWO.negate(), globals.data().huge());
                same(new Nameless(1, 2), globals.data().nameless());
                same(List.of(new ManyNameless(3), new ManyNameless(4)), globals.data().manyNameless());
                same(6, globals.data().decideCalls());
                same(9, globals.dataCustom().custom());
                same(200, globals.rodataFixed().fixed());
                same(0, globals.bss().zero());
                same(c.order(), globals.data().buffer().order());
                if (c.isOfThisMachine()) {
                    same(c.object(), Globals.read().object());
                }
                """);
    }

    @Test
    @DisplayName("what is set is in the object that comes out, and nothing else is changed there")
    void setValues() throws Exception {
        AtomicReference<BpfObject> changed = new AtomicReference<>();
        c.runAsking(
                (what, object) -> {
                    changed.set(read(object[0]));
                    return bytes(changed.get(), what);
                },
                """
                Globals globals = Globals.of(c.object());
                globals.rodata().setConfig(new Config(0x01020304, new int[] {5, 65535}, 7));
                globals.rodata().setDevice("lo");
                globals.data().setHidden(-32768);
                globals.data().setMatrix(new byte[][] {{9, 8, 7}, {6, 5, 4}});
                globals.data().setHuge(BigInteger.ONE);
                globals.data().setEither(Either.zero(c.order()).withNumber(0x05060708));
                globals.dataCustom().setCustom(-2);
                globals.rodataFixed().setFixed(255);
                byte[] object = globals.object();
                boolean big = c.order() == ByteOrder.BIG_ENDIAN;
                same(big ? "010203040005ffffe0000000" : "040302010500ffff07000000", hex(c.ask("config", object)));
                same("6c6f000000000000", hex(c.ask("device", object)));
                same(big ? "8000" : "0080", hex(c.ask("hidden", object)));
                same("090807060504", hex(c.ask("matrix", object)));
                same(big ? "00000000000000000000000000000001" : "01000000000000000000000000000000",
                        hex(c.ask("huge", object)));
                same(big ? "05060708" : "08070605", hex(c.ask("either", object)));
                same(big ? "fffffffe" : "feffffff", hex(c.ask("custom", object)));
                same("ff", hex(c.ask("fixed", object)));

                Globals again = Globals.of(object);
                again.rodata().setConfig(Globals.of(c.object()).rodata().config());
                again.rodata().setDevice(Globals.of(c.object()).rodata().device());
                again.data().buffer().put(Globals.of(c.object()).data().buffer());
                again.dataCustom().setCustom(9);
                again.rodataFixed().setFixed(200);
                same(c.object(), again.object());
                refused("fixed is 256", () -> again.rodataFixed().setFixed(256));
                refused("device has 8 bytes, the text takes 9", () -> again.rodata().setDevice("123456789"));
                refused("device has 8 elements, not 2", () -> again.rodata().setDevice(new byte[2]));
                """,
                "");
        assertEquals(5, changed.get().dataSections().size());
    }

    @Test
    @DisplayName("an object cannot say that a variable in .bss is not 0")
    void refusesBss() throws Exception {
        c.run("""
                Globals globals = Globals.of(c.object());
                globals.bss().setUnset(new Config(1, new int[2], 0));
                same(1, globals.bss().unset().limit());
                try {
                    globals.object();
                    throw new AssertionError();
                } catch (IllegalStateException refused) {
                    same(true, refused.getMessage().contains(".bss takes no room in an object"));
                }
                globals.bss().setUnset(new Config(0, new int[2], 0));
                same(c.object(), globals.object());
                """);
    }

    @Test
    @DisplayName("a pointer to a struct is enough for the struct's class")
    void pointerToEvent() throws Exception {
        c.run("""
                Event event = new Event(7, Event.command("sh"));
                same("sh", event.commandText());
                same(20, Event.BYTE_SIZE);
                same(0L, Globals.of(c.object()).bss().eventType());
                """);
        c.assertLayouts();
    }

    @Test
    @DisplayName("a loaded program sees what was set, and a view of a map what the program sets")
    void kernel() throws Exception {
        Kernel.require();
        c.runAsking((what, object) -> run(object[0], what), """
                Globals globals = Globals.of(c.object());
                globals.rodata().setResult(1);
                globals.data().setCounter(41);
                globals.rodataFixed().setFixed(3);
                if (c.isOfThisMachine()) {
                    Globals.Data data = Globals.Data.over(ByteBuffer.wrap(c.ask("data", globals.object())).order(c.order()));
                    same(42L, data.counter());
                    same(-3, data.hidden());
                    Globals.Bss bss = Globals.Bss.over(ByteBuffer.wrap(c.ask("bss", globals.object())).order(c.order()));
                    same(9 + 3, bss.zero());
                    refused(".data has " + Globals.Data.BYTE_SIZE + " bytes, not 3",
                            () -> Globals.Data.over(ByteBuffer.allocate(3)));
                }
                """, "");
    }

    /** Loads an object, runs its program, and gives the map of a section. */
    private byte[] run(byte[] object, String section) {
        try (KernelMaps maps = KernelMaps.of(Files.write(directory.resolve("changed.o"), object))) {
            String said = maps.run("decide");
            assertTrue(said.contains("Return value: 1,"), said);
            String constants = maps.dump("changed_rodata");
            assertTrue(constants.contains("{\"result\":1}"), constants);
            return maps.apply("changed_" + section, new byte[][] {new byte[4]});
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static BpfObject read(byte[] object) {
        try {
            return BpfObject.read(object);
        } catch (BpfObjectFormatException damaged) {
            throw new AssertionError(damaged);
        }
    }

    private static byte[] bytes(BpfObject object, String name) {
        for (BpfDataSection section : object.dataSections()) {
            for (BpfVariable variable : section.variables()) {
                if (variable.name().equals(name)) {
                    int from = (int) variable.offset();
                    return Arrays.copyOfRange(section.image(), from, from + (int) variable.size());
                }
            }
        }
        throw new AssertionError(name);
    }
}
