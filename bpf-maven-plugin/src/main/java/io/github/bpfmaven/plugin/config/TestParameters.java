package io.github.bpfmaven.plugin.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.verify.ProgramTest;

/**
 * {@code <test>}: a program that {@code bpf:verify} runs, and what is to come of it.
 *
 * <pre>{@code
 * <tests>
 *   <test>
 *     <name>counts a packet</name>
 *     <object>drop</object>
 *     <program>drop</program>
 *     <packet>ffffffffffff 000000000000 be16:0x0800 zero:46</packet>
 *     <returns>2</returns>
 *     <after>
 *       <entry><map>packets</map><key>u32:0</key><value>u64:1</value></entry>
 *     </after>
 *   </test>
 * </tests>
 * }</pre>
 */
public final class TestParameters {
    private @Nullable String name;
    private @Nullable String object;
    private @Nullable String program;
    private String packet = "";
    private String context = "";
    private @Nullable Integer returns;
    private @Nullable String packetAfter;
    private List<Entry> before = List.of();
    private List<Entry> after = List.of();

    /** What messages call it. Default: the program's name. */
    public void setName(String name) {
        this.name = name;
    }

    /** The object: {@code drop} for {@code drop.bpf.c}, with directories in front where the name alone is not enough. Required. */
    public void setObject(String object) {
        this.object = object;
    }

    /** The program's name in the object. Required. */
    public void setProgram(String program) {
        this.program = program;
    }

    /** The packet that it is given, from the Ethernet header on. */
    public void setPacket(String packet) {
        this.packet = packet;
    }

    /** The context that it is given, for kinds of programs that take one in a test run. */
    public void setContext(String context) {
        this.context = context;
    }

    /** What it is to return: {@code 2} is {@code XDP_PASS}. */
    public void setReturns(int returns) {
        this.returns = returns;
    }

    /** What the packet is to be afterwards. */
    public void setPacketAfter(String packetAfter) {
        this.packetAfter = packetAfter;
    }

    /** Elements that are put into maps before. */
    public void setBefore(List<Entry> before) {
        this.before = List.copyOf(before);
    }

    /** Elements that maps are to have afterwards. */
    public void setAfter(List<Entry> after) {
        this.after = List.copyOf(after);
    }

    /** An element of a map. */
    public static final class Entry {
        private @Nullable String map;
        private String key = "";
        private @Nullable String value;

        /** The map's name; {@code .bss}, {@code .data} and {@code .rodata} for global variables. Required. */
        public void setMap(String map) {
            this.map = map;
        }

        /** Its key; may be left out for global variables and queues. */
        public void setKey(String key) {
            this.key = key;
        }

        /** Its value; left out, there is to be no such element. */
        public void setValue(String value) {
            this.value = value;
        }

        private ProgramTest.Entry toEntry(String test) throws InvalidConfigurationException {
            return new ProgramTest.Entry(
                    required(map, test, "an <entry> has no <map>"), key, Optional.ofNullable(value));
        }
    }

    /**
     * The same for {@code bpf:verify}.
     *
     * @throws InvalidConfigurationException if something that is required is missing
     */
    public ProgramTest toTest() throws InvalidConfigurationException {
        var of =
                Optional.ofNullable(name).or(() -> Optional.ofNullable(program)).orElse("without a name");
        return new ProgramTest(
                of,
                required(object, of, "it has no <object>"),
                required(program, of, "it has no <program>"),
                packet,
                context,
                entries(before, of),
                Optional.ofNullable(returns),
                Optional.ofNullable(packetAfter),
                entries(after, of));
    }

    private static List<ProgramTest.Entry> entries(List<Entry> entries, String test)
            throws InvalidConfigurationException {
        var made = new ArrayList<ProgramTest.Entry>();
        for (var entry : entries) {
            made.add(entry.toEntry(test));
        }
        return made;
    }

    private static String required(@Nullable String value, String test, String problem)
            throws InvalidConfigurationException {
        if (value == null || value.isBlank()) {
            throw new InvalidConfigurationException("<test> '" + test + "': " + problem);
        }
        return value;
    }
}
