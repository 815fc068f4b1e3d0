package io.github.bpfmaven.loader.remote;

/** Who is at the other end, for messages. */
public interface FarEnd {
    /** What it is called in messages: {@code the guest vmlinuz-5.10.0-32-cloud-amd64}. */
    String name();

    /** What it said last elsewhere, such as on its console, and what became of it; empty if there is nothing. */
    String lastWords();
}
