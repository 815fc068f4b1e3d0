package io.github.bpfmaven.loader;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.object.ProgramKind;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("A section says where its programs are attached:")
final class SectionTargetTest {
    private static Optional<AttachPoint> target(String section) {
        var kind = ProgramKind.of(section).orElseThrow();
        var as = new ProgramMaker.As(kind.type(), Optional.empty(), kind.attachTarget(), 0);
        return SectionTarget.of(section, as, Machine.X86_64);
    }

    @Test
    @DisplayName(
            "at a function of a program or a library, also behind its start or at its return, by a program that sleeps")
    void userFunctions() {
        assertEquals(
                Optional.of(new AttachPoint.UprobeFunction("/bin/sh", "main", 0, false, Optional.empty())),
                target("uprobe//bin/sh:main"));
        assertEquals(
                Optional.of(new AttachPoint.UprobeFunction("/bin/sh", "main", 16, false, Optional.empty())),
                target("?uprobe.s//bin/sh:main+0x10"));
        assertEquals(
                Optional.of(
                        new AttachPoint.UprobeFunction("libc.so.6", "memcpy@GLIBC_2.14", 0, true, Optional.empty())),
                target("uretprobe/libc.so.6:memcpy@GLIBC_2.14"));
        assertEquals(Optional.empty(), target("uprobe//bin/sh"));
        assertEquals(Optional.empty(), target("uprobe//bin/sh:main+x"));
    }

    @Test
    @DisplayName("at functions like a pattern, of a library or of the kernel")
    void patterns() {
        assertEquals(
                Optional.of(new AttachPoint.UprobePattern("libc.so.6", "get*", true, Optional.empty())),
                target("uretprobe.multi/libc.so.6:get*"));
        assertEquals(
                Optional.of(new AttachPoint.KprobePattern("tcp_?onnect", false)), target("kprobe.multi/tcp_?onnect"));
        assertEquals(
                Optional.of(new AttachPoint.KprobeMulti(List.of("tcp_connect"), true)),
                target("kretprobe.multi/tcp_connect"));
    }

    @Test
    @DisplayName("at probes that a program defines")
    void usdt() {
        assertEquals(
                Optional.of(new AttachPoint.Usdt("/opt/app", "acme", "step", 0, Optional.empty())),
                target("usdt//opt/app:acme:step"));
        assertEquals(Optional.empty(), target("usdt//opt/app:acme"));
    }
}
