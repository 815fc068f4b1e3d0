package io.github.bpfmaven.plugin.mojo;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

import io.github.bpfmaven.plugin.build.CheckedInCheck;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.incremental.SharedResults;

/**
 * Compiles everything anew, with no results of earlier builds, and compares with what is checked in, byte for byte. Fails if
 * anything differs, and shows what: of an object the functions, instructions, maps, types and data, not hashes.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends AbstractMainSourceMojo {
    /**
     * Whether only digests are compared with what the lock says: takes no LLVM and next to no time, and trusts the lock.
     * Example: {@code -Dbpf.check.fast}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.check.fast", defaultValue = "false")
    boolean fast;

    private final CheckedInCheck check;

    @Inject
    CheckMojo(CheckedInCheck check, SharedWorkers workers) {
        super(workers);
        this.check = check;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        run(() -> {
            var request = ownRequest("check", SharedResults.none());
            return fast ? check.fast(request) : check.whole(request);
        });
    }
}
