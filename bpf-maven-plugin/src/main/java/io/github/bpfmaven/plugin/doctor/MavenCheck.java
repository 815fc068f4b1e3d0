package io.github.bpfmaven.plugin.doctor;

import java.util.List;

import org.apache.maven.artifact.versioning.ComparableVersion;
import org.eclipse.aether.RepositorySystemSession;

/** Which Maven this is, and whether it may reach repositories. */
final class MavenCheck implements Check {
    private static final String OLDEST = "3.8.7";

    private final String version;
    private final RepositorySystemSession session;

    /** @param version empty text if it is not known */
    MavenCheck(String version, RepositorySystemSession session) {
        this.version = version;
        this.session = session;
    }

    @Override
    public String name() {
        return "maven";
    }

    @Override
    public List<Finding> examine() {
        var repository = session.getLocalRepository();
        var text = (version.isEmpty() ? "an unknown version" : version)
                + (repository == null ? "" : ", local repository in " + repository.getBasedir())
                + (session.isOffline() ? ", offline" : "");
        if (!version.isEmpty() && new ComparableVersion(version).compareTo(new ComparableVersion(OLDEST)) < 0) {
            return List.of(Finding.error(text, "take Maven " + OLDEST + " or newer"));
        }
        return List.of(Finding.ok(text));
    }
}
