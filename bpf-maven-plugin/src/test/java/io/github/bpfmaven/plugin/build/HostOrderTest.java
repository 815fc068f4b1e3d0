package io.github.bpfmaven.plugin.build;

import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.compile.CompileTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("For an editor")
final class HostOrderTest {
    @Test
    @DisplayName(
            "this machine's architecture comes first, then what is for its byte order, and the other byte order last")
    void order() throws Exception {
        assumeTrue(
                ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN),
                "the names below are a little-endian machine's");
        var targets = CompileTarget.parse(List.of("bpfeb", "s390x", "arm64", "bpfel", "amd64"));

        assertEquals(
                List.of("x86_bpfel", "bpfel", "arm64_bpfel", "bpfeb", "s390_bpfeb"),
                new HostOrder("amd64")
                        .of(targets).stream().map(CompileTarget::suffix).toList());
        assertEquals("arm64_bpfel", new HostOrder("aarch64").of(targets).get(0).suffix());
    }
}
