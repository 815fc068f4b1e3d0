package io.github.bpfmaven.plugin.doctor;

import java.util.ArrayList;
import java.util.List;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.build.BpfBuild;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.toolchain.HostRequirements;

/** Examines the surroundings of builds, whatever they are: what can't be found out is a finding, and nothing fails. */
public final class Doctor {
    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

    private final MavenToolchains toolchains;
    private final BpfBuild build;
    private final SharedWorkers workers;

    @Inject
    Doctor(MavenToolchains toolchains, BpfBuild build, SharedWorkers workers) {
        this.toolchains = toolchains;
        this.build = build;
        this.workers = workers;
    }

    public DoctorReport examine(DoctorRequest request) {
        return run(request.toolchain().pluginVersion(), checks(request, Machine.here()));
    }

    private List<Check> checks(DoctorRequest request, Machine machine) {
        var checks = new ArrayList<Check>();
        var toolchain = request.toolchain();
        checks.add(new HostCheck(machine, new HostRequirements(), toolchain.directory()));
        checks.add(new JavaCheck(machine));
        checks.add(new MavenCheck(request.mavenVersion(), toolchain.session()));
        checks.add(new MavenOptionsCheck(machine, Runtime.getRuntime().maxMemory()));
        checks.add(new EnvironmentCheck(machine));
        checks.add(new TemporaryDirectoryCheck(machine));
        checks.add(new CacheCheck(machine, toolchain, toolchains));
        checks.add(new ToolchainCheck(toolchain, toolchains, request.compile()));
        checks.add(new HeadersCheck());
        if (request.compile()) {
            checks.add(new CompileCheck(build, workers, request));
        }
        checks.add(new KernelCheck(machine));
        checks.add(new KernelSettingsCheck(machine));
        checks.add(new RightsCheck(machine));
        checks.add(new ProgramsCheck(machine));
        return checks;
    }

    static DoctorReport run(String pluginVersion, List<Check> checks) {
        var entries = new ArrayList<DoctorReport.Entry>();
        for (var check : checks) {
            for (var finding : examine(check)) {
                entries.add(new DoctorReport.Entry(check.name(), finding));
            }
        }
        return new DoctorReport(pluginVersion, entries);
    }

    private static List<Finding> examine(Check check) {
        try {
            return check.examine();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return unknown(stop);
        } catch (Exception | LinkageError failure) {
            // A strange host is what this goal is for: one check less is better than no report.
            LOG.debug("{} could not look", check.name(), failure);
            return unknown(failure);
        }
    }

    private static List<Finding> unknown(Throwable failure) {
        return List.of(Finding.warning(
                "this could not be found out: " + failure, "run with -X, and tell the plugin's authors what it says"));
    }
}
