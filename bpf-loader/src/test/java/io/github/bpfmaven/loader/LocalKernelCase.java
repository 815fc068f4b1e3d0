package io.github.bpfmaven.loader;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.testing.Kernel;

/** Tests that load objects into this machine's kernel; they are skipped where that can't be done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LocalKernelCase {
    TestObjects objects;
    TargetKernel kernel;

    @BeforeAll
    final void open() throws IOException {
        Kernel.require();
        objects = new TestObjects();
        kernel = TargetKernel.local();
    }

    @AfterAll
    final void close() throws IOException {
        objects.close();
        kernel.close();
    }
}
