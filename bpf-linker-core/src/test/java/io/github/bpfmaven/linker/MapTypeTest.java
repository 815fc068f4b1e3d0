package io.github.bpfmaven.linker;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A map type")
final class MapTypeTest {
    private static final Pattern CONSTANT = Pattern.compile("\\t(BPF_MAP_TYPE_\\w+) = (\\d+),");

    @Test
    @DisplayName("has the name that linux/bpf.h gives it")
    void names() throws Exception {
        String header;
        try (var in = MapTypeTest.class.getResourceAsStream("/META-INF/bpf-headers/linux/bpf.h")) {
            header = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var constants = CONSTANT.matcher(header);
        var found = 0;
        while (constants.find()) {
            if (!constants.group(1).endsWith("_DEPRECATED")) {
                assertEquals(constants.group(1), MapType.name(Long.parseLong(constants.group(2))));
                found++;
            }
        }
        assertTrue(found >= 34, found + " types");
        assertEquals(Integer.toString(found), MapType.name(found));
    }
}
