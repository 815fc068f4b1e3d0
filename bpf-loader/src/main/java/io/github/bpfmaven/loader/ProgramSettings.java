package io.github.bpfmaven.loader;

import java.util.Optional;
import java.util.OptionalInt;

import io.github.bpfmaven.loader.attach.NetworkDevice;
import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.object.ProgramType;

/** What a program is loaded as where its section does not say, or says otherwise. Set before the load. */
public final class ProgramSettings {
    Optional<Boolean> load = Optional.empty();
    Optional<ProgramType> type = Optional.empty();
    Optional<AttachType> attachType = Optional.empty();
    Optional<String> attachTarget = Optional.empty();
    Optional<LoadedProgram> attachProgram = Optional.empty();
    OptionalInt flags = OptionalInt.empty();
    Optional<NetworkDevice> device = Optional.empty();
    boolean boundToDevice;
    boolean statistics;

    ProgramSettings() {}

    /** Whether it is loaded; without this, all are but those in sections with a question mark in front. */
    public ProgramSettings load(boolean wanted) {
        load = Optional.of(wanted);
        return this;
    }

    /** What it is, for sections that say nothing. */
    public ProgramSettings type(ProgramType wanted) {
        type = Optional.of(wanted);
        return this;
    }

    /** What it is to be attached to. */
    public ProgramSettings attachType(AttachType wanted) {
        attachType = Optional.of(wanted);
        return this;
    }

    /** The function, hook, tracepoint or iterator of the kernel: {@code do_unlinkat} of {@code fentry/do_unlinkat}. */
    public ProgramSettings attachTarget(String name) {
        attachTarget = Optional.of(name);
        return this;
    }

    /** A function of another program: to replace it ({@code freplace}) or to watch it ({@code fentry}, {@code fexit}). */
    public ProgramSettings attachTarget(LoadedProgram program, String function) {
        attachProgram = Optional.of(program);
        attachTarget = Optional.of(function);
        return this;
    }

    /** {@code BPF_F_*}, beside those that the section gives. */
    public ProgramSettings flags(int bits) {
        flags = OptionalInt.of(bits);
        return this;
    }

    /**
     * The network interface that runs it itself, with the help of its driver; its maps are to be there as well
     * ({@link MapSettings#offload}). It is attached with {@link io.github.bpfmaven.loader.attach.AttachPoint.XdpMode#OFFLOADED}.
     */
    public ProgramSettings offload(NetworkDevice networkInterface) {
        device = Optional.of(networkInterface);
        boundToDevice = false;
        return this;
    }

    /**
     * The only network interface that it can be attached to, of whose driver it may ask what it knows of packets
     * ({@code bpf_xdp_metadata_rx_hash} and the like, Linux 6.3). It runs on this machine's CPUs.
     */
    public ProgramSettings boundTo(NetworkDevice networkInterface) {
        device = Optional.of(networkInterface);
        boundToDevice = true;
        return this;
    }

    /** Asks the verifier to count what it does; {@link LoadedProgram#statistics()} has it. */
    public ProgramSettings countVerification() {
        statistics = true;
        return this;
    }
}
