package io.github.bpfmaven.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.llvm.LlvmOptionTable;

/** One running worker process, as its caller sees it. */
final class WorkerProcess {
    private static final int KEPT_LINES = 40;

    private final Process process;
    private final DataOutputStream out;
    private final Listener listener;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private Thread reader = Thread.currentThread();

    private WorkerProcess(Process process, Listener listener) {
        this.process = process;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.listener = listener;
    }

    static WorkerProcess start(WorkerCommand command, List<String> llvmOptions, Listener listener) {
        try {
            var builder = new ProcessBuilder(command.link(llvmOptions));
            builder.environment().putAll(WorkerCommand.ENVIRONMENT);
            var process = builder.start();
            var worker = new WorkerProcess(process, listener);
            var errors = daemon("bpf-link-worker-errors", worker::readErrors);
            worker.reader = daemon("bpf-link-worker-results", () -> worker.readResults(errors));
            return worker;
        } catch (IOException failure) {
            throw new WorkerException("the link worker can't be started with " + command.java(), failure);
        }
    }

    /** The options that LLVM has; takes a process of its own, and its start. */
    static LlvmOptionTable options(WorkerCommand command) {
        try {
            var process = new ProcessBuilder(command.printOptions())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var table = LlvmOptionTable.parse(help);
            if (table.size() == 0) {
                throw new WorkerException("LLVM did not say which options it has: " + help);
            }
            return table;
        } catch (IOException failure) {
            throw new WorkerException("the link worker can't be started with " + command.java(), failure);
        }
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Sends a request; if the process has just died, the listener hears of that and this does nothing. */
    void send(int id, LinkRequest request) {
        synchronized (out) {
            try {
                out.writeInt(id);
                Protocol.write(out, request);
                out.flush();
            } catch (IOException gone) {
                // The reading thread sees the end of the stream and reports every request that has no answer.
            }
        }
    }

    /** Ends the process; what it still works on is lost. */
    void end() {
        process.destroyForcibly();
    }

    /** Waits until the listener has heard of the end: afterwards no thread of this object runs any more. */
    void awaitEnd() {
        try {
            reader.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void readResults(Thread errors) {
        var started = false;
        try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            started = in.readInt() == Protocol.READY;
            Protocol.text(in);
            while (started) {
                var id = in.readInt();
                if (id < 0) {
                    listener.needsFreshProcess(-id);
                } else {
                    listener.answered(id, Protocol.readResult(in));
                }
            }
        } catch (IOException end) {
            // The process has ended, by itself or by a crash: what follows sorts that out.
        } catch (RuntimeException | OutOfMemoryError garbled) {
            // A dying process has written something else. Nothing that it says now counts.
            process.destroyForcibly();
        }
        listener.ended(this, started, exitStatus(errors), lastLines());
    }

    private int exitStatus(Thread errors) {
        try {
            var status = process.waitFor();
            errors.join();
            return status;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private void readErrors() {
        try (BufferedReader in = process.errorReader()) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lastLines) {
                    lastLines.addLast(line);
                    if (lastLines.size() > KEPT_LINES) {
                        lastLines.removeFirst();
                    }
                }
            }
        } catch (IOException end) {
            // What has been read so far is what there is.
        }
    }

    private String lastLines() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    /** Hears what the process does; on a thread of the process object. */
    interface Listener {
        void answered(int id, LinkResult result);

        /** It can't do this one, since it has done another of the kind. */
        void needsFreshProcess(int id);

        /**
         * @param started whether it had come up, LLVM included
         * @param exitStatus its exit status
         * @param lastLines the end of what it wrote to standard error
         */
        void ended(WorkerProcess process, boolean started, int exitStatus, String lastLines);
    }
}
