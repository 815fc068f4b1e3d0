def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def init = "io.github.bpf-maven:bpf-maven-plugin:$pluginVersion:init" as String
def always = ["-Dbpf.cacheDirectory=$sharedCache" as String]
def java = new File(javaHome as String, 'bin/java').path
new File(basedir, 'projects').deleteDir()

// One command in an empty directory, one to build, one to run: what the README says. Where this kernel or this user doesn't
// allow programs, both the test and the program say so.
['tracepoint': ['1'], 'xdp': ['lo', '1'], 'tc': ['lo', '1']].each { kind, arguments ->
    def project = Build.newInstance(new File(basedir, "projects/My $kind"), binding.variables)
    project.always = always
    def log = project.succeeds(init, "-Dbpf.init.kind=$kind" as String, '-Dbpf.init.groupId=com.acme.the-agent')
    assert log.contains('Wrote pom.xml') && log.contains("my-${kind}.jar"): log
    log = project.succeeds('package')
    assert log.contains('Built 2 objects of 1 program source') && log.contains('Tests run: 1'): log

    def jar = project.file("target/my-${kind}.jar")
    assert jar.isFile()
    def process = new ProcessBuilder([java, '-jar', jar.path] + arguments).redirectErrorStream(true).start()
    def output = process.inputStream.getText('UTF-8')
    if (process.waitFor() == 0) {
        assert output =~ /Waiting for programs|\d+ packets, \d+ bytes/: output
    } else {
        assert output =~ /EPERM|CAP_BPF|Linux|attach/ && !output.contains('Exception'): output
    }

    // Again: nothing changes.
    def before = Build.hashes(project.file('src')) + Build.hashes(project.file('pom.xml').parentFile).findAll { it.key == 'pom.xml' }
    log = project.succeeds(init, "-Dbpf.init.kind=$kind" as String)
    assert !log.contains('Wrote ') && log.contains('Left as it is'): log
    assert before == Build.hashes(project.file('src')) +
            Build.hashes(project.file('pom.xml').parentFile).findAll { it.key == 'pom.xml' }
}

// In a project that is there the POM stays; with what is printed in it, it builds.
def project = Build.newInstance(new File(basedir, 'projects/existing'), binding.variables)
project.always = always
project.module('m')
def module = Build.newInstance(project.file('m'), binding.variables)
module.always = always
def pom = module.file('pom.xml')
pom.text = pom.text.replaceFirst('(?s)<build>.*</build>', '')
def old = pom.text
def log = module.succeeds(init)
assert pom.text == old && log.contains('Wrote src/main/bpf/exec.bpf.c'.replace('/', File.separator)): log
// Maven 4 decorates standard output otherwise.
log = module.succeeds('-q', init)
assert pom.text == old
def snippet = (log =~ /(?s)<plugin>.*?<\/plugin>/)[0] as String
assert log.contains('<artifactId>bpf-loader</artifactId>'): log
pom.text = old.replace('</project>', "<build><plugins>$snippet</plugins></build></project>")
assert module.succeeds('package').contains('Built 2 objects of 1 program source')
assert Build.jar(module.file('target/m-1.jar')).keySet().containsAll(['it/ExecBpf.class', 'it/exec_bpfel.o'])

// What can't be is told.
assert module.fails(init, '-Dbpf.init.kind=lsm').contains('there are tracepoint, xdp, tc')
assert module.fails(init, '-Dbpf.init.packageName=a-b').contains('a_b is one')
return true
