package io.github.bpfmaven.plugin.bench;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The processes below this one")
@EnabledOnOs(OS.LINUX)
final class ProcessTreeTest {
    @Test
    @DisplayName("are found with those that they start, and their memory")
    void areFound() throws Exception {
        var tree = new ProcessTree();
        var shell = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; wait").start();
        try (var lines = shell.inputReader()) {
            var sleep = Long.parseLong(lines.readLine());
            var members = tree.members();

            assertTrue(members.stream().anyMatch(member -> member.id() == shell.pid() && member.peak() > 0));
            assertTrue(members.stream().anyMatch(member -> member.id() == sleep));
            assertFalse(members.stream()
                    .anyMatch(member -> member.id() == ProcessHandle.current().pid()));
            ProcessHandle.of(sleep).orElseThrow().destroyForcibly();
        } finally {
            shell.destroyForcibly();
            shell.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("leave their CPU time behind, and that of those that they waited for")
    void leaveTheirTimeBehind() throws Exception {
        var tree = new ProcessTree();
        var before = tree.secondsOfEndedChildren();
        var loop = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
        new ProcessBuilder("sh", "-c", "sh -c '" + loop + "'; exit 0").start().waitFor();

        assertTrue(tree.secondsOfEndedChildren() > before);
    }
}
