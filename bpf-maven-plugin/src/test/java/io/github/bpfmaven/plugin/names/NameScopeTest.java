package io.github.bpfmaven.plugin.names;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.lang.model.SourceVersion;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The constant of a C name")
final class NameScopeTest {
    private static final Set<String> RESERVED = Set.of("Program", "section");
    private final NameScope names = new NameScope(Identifiers::constant, RESERVED);

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("is in capitals, with _ between words")
    @CsvSource({
        "countPackets,      COUNT_PACKETS",
        "count_packets,     COUNT_PACKETS",
        "CountPackets,      COUNT_PACKETS",
        "HTTPServer,        HTTP_SERVER",
        "parseIPv4Header,   PARSE_IPV4_HEADER",
        "sys_enter_2Long,   SYS_ENTER_2_LONG",
        "F2FS,              F2FS",
        "NAME,              NAME",
        "open,              OPEN",
        "values,            VALUES",
        "class,             CLASS",
        "_,                 __",
        "__,                ___",
        "_x,                _X",
        "foo.llvm.1,        FOO_LLVM_1",
        "a$b,               A_B",
        "zähler,            ZÄHLER",
    })
    void isInCapitals(String name, String constant) {
        assertEquals(Map.of(name, constant), names.of(List.of(name)));
    }

    @Test
    @DisplayName("is its C spelling where several would be the same, and nothing else changes")
    void keepsTheSpellingOnClash() {
        assertEquals(List.of("foo", "FOO", "BAR"), constants("foo", "FOO", "bar"));
        assertEquals(List.of("countPackets", "count_packets"), constants("countPackets", "count_packets"));
        assertEquals(List.of("a$0024b", "a_b", "a$002eb"), constants("a$b", "a_b", "a.b"));
    }

    @Test
    @DisplayName("gets one more _ where the spelling is a keyword or a name of the enum's own")
    void suffixesKeywords() {
        assertEquals(List.of("class_", "CLASS"), constants("class", "CLASS"));
        assertEquals(List.of("Program_", "program", "PROGRAM"), constants("Program", "program", "PROGRAM"));
        assertEquals(List.of("section_", "SECTION"), constants("section", "SECTION"));
        assertEquals(List.of("class_", "CLASS", "class__", "CLASS_"), constants("class", "CLASS", "class_", "CLASS_"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is never that of another name, whatever the names (20,000 random sets of nasty ones)")
    @MethodSource("spellings")
    void isUnique(String title, UnaryOperator<String> spelling) {
        NameScope names = new NameScope(spelling, RESERVED);
        List<String> parts = List.of(
                "_", "$", ".", "a", "A", "b", "B", "1", "class", "CLASS", "Program", "section", "ß", "_1", "1_");
        Random random = new Random(20_260_101);
        for (int round = 0; round < 20_000; round++) {
            Set<String> drawn = new TreeSet<>();
            for (int i = 0; i < 12; i++) {
                StringBuilder name = new StringBuilder();
                for (int length = 1 + random.nextInt(3); length > 0; length--) {
                    name.append(parts.get(random.nextInt(parts.size())));
                }
                drawn.add(name.toString());
            }
            List<String> constants =
                    new ArrayList<>(names.of(List.copyOf(drawn)).values());
            assertEquals(drawn.size(), new HashSet<>(constants).size(), () -> drawn + " became " + constants);
            assertTrue(
                    constants.stream()
                            .allMatch(constant -> SourceVersion.isName(constant) && !RESERVED.contains(constant)),
                    () -> drawn + " became " + constants);
        }
    }

    @ParameterizedTest(name = "{0} is {1} and {2}")
    @DisplayName("is, for methods and classes, in camel case")
    @CsvSource({
        "rx_bytes,   rxBytes,    RxBytes",
        "IPV4_ADDR,  ipv4Addr,   Ipv4Addr",
        "tcpState,   tcpState,   TcpState",
        "TTL,        ttl,        Ttl",
        "__sk_buff,  skBuff,     SkBuff",
        "__pad1_2,   pad1_2,     Pad1_2",
        "s6_addr32,  s6Addr32,   S6Addr32",
        "class,      class_,     Class",
        "_,          __,         __",
        "1st,        _1st,       _1st",
        "a.b,        aB,         AB",
    })
    void isInCamelCase(String name, String method, String type) {
        assertEquals(Map.of(name, method), new NameScope(Identifiers::lowerCamel, Set.of()).of(List.of(name)));
        assertEquals(Map.of(name, type), new NameScope(Identifiers::upperCamel, Set.of()).of(List.of(name)));
    }

    @Test
    @DisplayName("has, for classes, $ in front where it begins with no capital: variables would hide it")
    void marksSmallTypes() {
        NameScope types = NameScope.ofTypes(Identifiers::upperCamel, "", Set.of("Bytes"));
        assertEquals(
                Map.of("record", "$record", "Record", "Record", "Bytes", "Bytes_", "foo_bar", "FooBar", "_", "$__"),
                types.of(List.of("record", "Record", "Bytes", "foo_bar", "_")));
        assertEquals(Map.of("bytes", "$bytes", "Bytes", "Bytes_"), types.of(List.of("bytes", "Bytes")));
    }

    @Test
    @DisplayName("gets as many _ as it takes where the name with one is reserved as well")
    void passesAllReserved() {
        NameScope types = NameScope.ofTypes(Identifiers::upperCamel, "", Set.of("Override", "Override_", "Foo_"));
        assertEquals(
                Map.of("Override", "Override__", "foo", "Foo__", "Bar", "Bar"),
                types.of(List.of("Override", "foo", "Bar")));
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                Arguments.of("constants", (UnaryOperator<String>) Identifiers::constant),
                Arguments.of("methods", (UnaryOperator<String>) Identifiers::lowerCamel),
                Arguments.of("classes", (UnaryOperator<String>) Identifiers::upperCamel));
    }

    private List<String> constants(String... cNames) {
        return List.copyOf(names.of(List.of(cNames)).values());
    }
}
