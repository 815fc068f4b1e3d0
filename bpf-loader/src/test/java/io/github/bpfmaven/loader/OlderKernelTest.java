package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("A kernel that knows no more than Linux 5.2")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OlderKernelTest {
    private final OlderKernel older = new OlderKernel();
    private TestObjects objects;
    private TargetKernel kernel;

    @BeforeAll
    void open() throws IOException {
        Kernel.require();
        objects = new TestObjects();
        kernel = TargetKernel.of(older);
    }

    @AfterAll
    void close() throws IOException {
        objects.close();
        kernel.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"decl_tags", "typedefs", "subprograms", "core_read", "globals", "kconfig", "builtins"})
    @DisplayName("takes objects with their types, as what it does not know becomes what it does")
    void takes(String name) throws Exception {
        try (var loaded = BpfObjectLoader.of(objects.of(name)).load(kernel)) {
            assertEquals(List.of(), loaded.notes());
            for (var program : loaded.programs()) {
                assertNotEquals(0, program.info().btf());
                assertNotEquals(0, program.info().lineRecords().length);
            }
        }
    }

    @Test
    @DisplayName("shares no variables, and charges memory to a limit, which is raised")
    void differs() throws Exception {
        assertFalse(kernel.features().has(Feature.MAPPED_ARRAYS));
        assertFalse(kernel.features().has(Feature.BTF_TYPE_TAGS));
        assertTrue(kernel.features().has(Feature.BTF_SECTIONS));
        try (var loaded = BpfObjectLoader.of(objects.of("globals")).load(kernel)) {
            var data = loaded.map(".data");
            assertThrows(UnsupportedOperationException.class, data::memory);
            assertTrue(data.get(new byte[4]).isPresent());
        }
        assertTrue(older.limits() > 0);
    }

    @Test
    @DisplayName("is not this one, which knows all that the loader asks for")
    void thisOne() throws Exception {
        try (var real = TargetKernel.local()) {
            assumeTrue(real.version().code() >= 0x060900, "this kernel is older itself");
            // What came after 6.18 is where the loader has another way, not what it needs.
            for (var feature : EnumSet.complementOf(EnumSet.of(Feature.LARGE_OFFSETS))) {
                assertTrue(real.features().has(feature), feature.toString());
            }
        }
    }
}
