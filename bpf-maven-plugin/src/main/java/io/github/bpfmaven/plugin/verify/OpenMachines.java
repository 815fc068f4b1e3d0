package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

import io.github.bpfmaven.loader.machine.VirtualMachine;

/** The machines that were started, so that they can be switched off in the middle of a call, which can't be interrupted. */
final class OpenMachines implements AutoCloseable {
    private final Set<VirtualMachine> machines = new HashSet<>();
    private boolean closed;

    /** @throws InterruptedException if nobody wants to know any more */
    synchronized void add(VirtualMachine machine) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("all machines are to end");
        }
        machines.add(machine);
    }

    /** Switches all of them off; nothing happens to those that are off. */
    @Override
    public synchronized void close() {
        closed = true;
        for (var machine : machines) {
            try {
                machine.close();
            } catch (IOException gone) {
                // That is what is wanted.
            }
        }
    }
}
