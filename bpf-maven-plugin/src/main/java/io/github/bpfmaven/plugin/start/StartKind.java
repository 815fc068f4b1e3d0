package io.github.bpfmaven.plugin.start;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the program of a new project is. */
public enum StartKind {
    /** Reports through a ring buffer what is started on the machine. */
    TRACEPOINT(
            "tracepoint",
            "exec",
            Map.of(
                    "what", "it reports each program that is started on the machine",
                    "arguments", "10",
                    "rights", "CAP_PERFMON")),
    /** Counts packets in a network driver. */
    XDP(
            "packets",
            "count",
            Map.of(
                    "what", "it counts the packets that a network interface receives",
                    "arguments", "lo 10",
                    "rights", "CAP_NET_ADMIN",
                    "section", "xdp",
                    "context", "xdp_md",
                    "length", "ctx->data_end - ctx->data",
                    "pass", "XDP_PASS",
                    "passNumber", "2",
                    "attach", "new AttachPoint.Xdp(networkInterface, AttachPoint.XdpMode.AUTOMATIC)")),
    /** Counts packets behind the driver; from Linux 6.6 on. */
    TC(
            "packets",
            "count",
            Map.of(
                    "what", "it counts the packets that a network interface receives, behind its driver (Linux 6.6)",
                    "arguments", "lo 10",
                    "rights", "CAP_NET_ADMIN",
                    "section", "tcx/ingress",
                    "context", "__sk_buff",
                    "length", "ctx->len",
                    "pass", "TCX_PASS",
                    "passNumber", "0",
                    "attach", "new AttachPoint.Tcx(networkInterface, AttachPoint.Direction.INGRESS)"));

    private final String templates;
    private final String program;
    private final Map<String, String> replacements;

    StartKind(String templates, String program, Map<String, String> replacements) {
        this.templates = templates;
        this.program = program;
        this.replacements = replacements;
    }

    /**
     * The kind of that name.
     *
     * @throws StartException if there is none
     */
    public static StartKind of(String name) throws StartException {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new StartException("-Dbpf.init.kind=" + name + ": there are "
                        + Arrays.stream(values()).map(StartKind::toString).collect(Collectors.joining(", "))));
    }

    /** The directory of its templates. */
    String templates() {
        return templates;
    }

    /** The name of the program source, without what it ends with. */
    String program() {
        return program;
    }

    /** What it puts into templates. */
    Map<String, String> replacements() {
        return replacements;
    }

    /** In small letters. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
