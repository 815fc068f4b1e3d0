package io.github.bpfmaven.plugin.config;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An <object>")
final class ObjectParametersTest {
    @Test
    @DisplayName("needs a name that isn't blank")
    void name() {
        var object = new ObjectParameters();
        assertTrue(refused(object).contains("an <object> needs a <name>"), "none");
        object.setName(" ");
        assertTrue(refused(object).contains("an <object> needs a <name>"), "a blank one");
    }

    @Test
    @DisplayName("says nothing about what is left out")
    void nameAlone() throws Exception {
        var object = new ObjectParameters();
        object.setName("drop");
        assertEquals(
                new FlagOverride("drop", Optional.empty(), Optional.empty(), List.of(), List.of(), List.of()),
                object.toOverride());
    }

    private static String refused(ObjectParameters object) {
        return assertThrows(InvalidConfigurationException.class, object::toOverride)
                .getMessage();
    }
}
