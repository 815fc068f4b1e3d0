package io.github.bpfmaven.plugin.mojo;

import java.util.Collections;
import java.util.List;

import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@MojoTest
@DisplayName("The parameters of bpf:compile")
final class CompileMojoTest {
    private static final String EMPTY = "src/test/resources/mojo/empty.xml";
    private static final String CONFIGURED = "src/test/resources/mojo/configured.xml";

    @Test
    @InjectMojo(goal = "compile", pom = EMPTY)
    @DisplayName("have the defaults that the documentation promises")
    void defaults(CompileMojo mojo) {
        assertTrue(mojo.sourceDirectory.getPath().replace('\\', '/').endsWith("src/main/bpf"));
        assertEquals(List.of("**/*.bpf.c"), mojo.includes);
        assertEquals(List.of(), mojo.excludes);
        assertEquals(List.of(), mojo.includeDirectories);
        assertEquals(List.of(), mojo.compilerArgs);
        assertEquals(List.of(), mojo.compilerLauncher);
        assertEquals(List.of(), mojo.defines);
        assertEquals(List.of("bpfel", "bpfeb"), mojo.targets);
        assertEquals("2", mojo.optimization);
        assertEquals("v3", mojo.cpu);
        assertNull(mojo.basePackage);
        assertEquals(List.of(), mojo.objects);
        assertFalse(mojo.skip);
        assertNull(mojo.toolchain);
        assertNull(mojo.cacheDirectory);
        assertNull(mojo.threads);
        assertEquals("auto", mojo.mode);
        assertTrue(mojo.prebuiltDirectory.getPath().replace('\\', '/').endsWith("src/main/bpf-prebuilt"));
    }

    @Test
    @InjectMojo(goal = "compile", pom = CONFIGURED)
    @DisplayName("come from the POM, nested ones too")
    void fromThePom(CompileMojo mojo) throws Exception {
        assertEquals(List.of("programs/*.c"), mojo.includes);
        assertEquals(List.of("-Wall"), mojo.compilerArgs);
        assertEquals(List.of("A", "B=2"), mojo.defines);
        assertEquals(List.of("amd64", "s390x"), mojo.targets);
        assertEquals("v4", mojo.cpu);
        assertEquals(List.of("ccache"), mojo.compilerLauncher);
        var override = mojo.objects.get(0).toOverride();
        assertEquals("drop", override.pattern());
        assertEquals("v1", override.cpu().orElseThrow());
        assertEquals(List.of("DROP"), override.defines());
    }

    @Test
    @InjectMojo(goal = "compile", pom = EMPTY)
    @MojoParameter(name = "threads", value = "0")
    @DisplayName("ask for one thread at least")
    void noThread(CompileMojo mojo) {
        var failure = assertThrows(InvalidConfigurationException.class, mojo::threads);
        assertTrue(failure.getMessage().startsWith("<threads> 0: it takes 1 thread at least"), failure::getMessage);
    }

    @Test
    @InjectMojo(goal = "compile", pom = EMPTY)
    @DisplayName("are named where one of a list has no value, as Maven makes of a property that is not set")
    void emptyElement(CompileMojo mojo) {
        mojo.includeDirectories = Collections.singletonList(null);
        var failure = assertThrows(InvalidConfigurationException.class, mojo::requireValues);
        assertTrue(
                failure.getMessage().startsWith("<includeDirectories> has an element without a value"),
                failure::getMessage);
    }

    @Test
    @InjectMojo(goal = "compile", pom = EMPTY)
    @MojoParameter(name = "mode", value = "always")
    @DisplayName("know three modes")
    void unknownMode(CompileMojo mojo) {
        var failure = assertThrows(InvalidConfigurationException.class, mojo::mode);
        assertEquals("<mode> 'always': there are auto, compile, prebuilt", failure.getMessage());
    }

    @Test
    @InjectMojo(goal = "compile", pom = EMPTY)
    @MojoParameter(name = "skip", value = "true")
    @DisplayName("can switch it off: then not even LLVM is looked for")
    void skip(CompileMojo mojo) throws Exception {
        mojo.execute();
    }
}
