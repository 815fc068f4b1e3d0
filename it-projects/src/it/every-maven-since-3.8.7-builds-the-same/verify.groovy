def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))

def reference = Build.sha256(new File(basedir, 'target/mavens.jar').bytes)
def mavens = new File(otherMavens).listFiles().findAll { it.directory }.sort()
assert mavens*.name.collect { it.replaceFirst('-rc-.*', '') } == ['apache-maven-3.9.16', 'apache-maven-4.0.0']
mavens.each { home ->
    // Zip files don't carry it through dependency:unpack.
    new File(home, 'bin/mvn').executable = true
    def build = Build.newInstance(basedir, binding.variables)
    build.mavenHome = home
    build.always = ["-Dbpf.cacheDirectory=$sharedCache" as String]
    assert build.succeeds('--version').contains('Apache Maven ' + home.name - 'apache-maven-')
    def log = build.succeeds('clean', 'package', '-Dmaven.plugin.validation=VERBOSE')
    assert log.contains('Built 2 objects of 1 program source')
    // The list of plugins with validation issues that Maven 3.9.2 and newer print at the end.
    assert !log.contains(' * io.github.bpf-maven'): log
    assert !(log =~ /\[WARNING\].*(bpf-maven-plugin|bpf:compile)/): log
    assert Build.sha256(new File(basedir, 'target/mavens.jar').bytes) == reference

    def help = build.succeeds("io.github.bpf-maven:bpf-maven-plugin:$pluginVersion:help", '-Ddetail', '-Dgoal=compile')
    ['bpf:compile', 'sourceDirectory (Default: ${project.basedir}/src/main/bpf)', 'User property: bpf.targets'].each {
        assert help.contains(it): help
    }
    assert build.succeeds("io.github.bpf-maven:bpf-maven-plugin:$pluginVersion:help").contains('bpf:install-toolchain')
}
return true
