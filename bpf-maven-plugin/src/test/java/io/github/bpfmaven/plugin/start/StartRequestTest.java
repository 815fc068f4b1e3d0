package io.github.bpfmaven.plugin.start;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("The names of a new project")
final class StartRequestTest {
    private static StartRequest request(String directory, String group, String artifact, String packageName)
            throws StartException {
        return StartRequest.of(
                Path.of(directory),
                StartKind.XDP,
                group,
                Optional.ofNullable(artifact),
                Optional.ofNullable(packageName),
                "1.0");
    }

    @Test
    @DisplayName("come from its directory and groupId")
    void defaults() throws Exception {
        assertEquals("agent", request("/home/me/agent", "com.acme", null, null).artifactId());
        assertEquals("my-agent-2", request("My Agent 2", "com.acme", null, null).artifactId());
        assertEquals("bpf", request("/", "com.acme", null, null).artifactId());
        assertEquals(
                "io.github.bpf_maven",
                request("x", "io.github.bpf-maven", null, null).packageName());
        assertEquals("com.new_.x", request("x", "com.new.x", null, null).packageName());
    }

    @Test
    @DisplayName("are refused with what is allowed, if Maven or Java doesn't take them")
    void refused() {
        assertEquals(
                "-Dbpf.init.packageName=com.my-pkg is no Java package name; com.my_pkg is one",
                failure("com.acme", null, "com.my-pkg"));
        assertEquals(
                "-Dbpf.init.packageName=int.x is no Java package name; int_.x is one",
                failure("com.acme", null, "int.x"));
        assertEquals(
                "-Dbpf.init.groupId=com/acme: Maven takes letters (A-Z, a-z), digits, dots, - and _ in it",
                failure("com/acme", null, null));
        assertEquals(
                "-Dbpf.init.artifactId=a b: Maven takes letters (A-Z, a-z), digits, dots, - and _ in it",
                failure("com.acme", "a b", null));
    }

    private static String failure(String group, String artifact, String packageName) {
        return assertThrows(StartException.class, () -> request("x", group, artifact, packageName))
                .getMessage();
    }

    @Test
    @DisplayName("have kinds of programs that are listed when there is none of a name")
    void kinds() throws Exception {
        assertEquals(StartKind.TC, StartKind.of("tc"));
        assertEquals(
                "-Dbpf.init.kind=lsm: there are tracepoint, xdp, tc",
                assertThrows(StartException.class, () -> StartKind.of("lsm")).getMessage());
    }
}
