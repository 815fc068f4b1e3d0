import groovy.json.JsonSlurper

def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)
build.always = ["-Dbpf.cacheDirectory=$sharedCache" as String]
def commands = new File(basedir, 'target/compile_commands.json')
// The source, and what it is compiled for.
def entries = { new JsonSlurper().parse(commands).collect { [new File(basedir, '.').toPath().toRealPath()
        .relativize(new File(it.file).toPath().toRealPath()).toString(),
        it.arguments.find { it.startsWith('--target') || it.startsWith('-D__TARGET') } - '--target='] } }

// What is for tests stays with them.
def jar = Build.jar(new File(basedir, 'target/tests.jar')).keySet()
assert jar.containsAll(['it/DropBpf.class', 'it/drop_bpfel.o', 'it/arch/TraceBpf.class'])
assert !jar.any { it.toLowerCase().contains('check') }
assert new File(basedir, 'target/test-classes/it/check_bpfel.o').file
assert new File(basedir, 'target/test-classes/it/check_bpfeb.o').file
assert new File(basedir, 'target/test-classes/it/Checks.class').file
assert !new File(basedir, 'target/classes/it/check_bpfel.o').exists()

// Each execution's sources, this machine's target first.
def little = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN
def orders = little ? ['bpfel', 'bpfeb'] : ['bpfeb', 'bpfel']
def both = { String source -> orders.collect { [source, it] } }
def expected = both('src/main/bpf/drop.bpf.c') + both('src/main/bpf/net/sum.c') + both('src/main/bpf-arch/trace.bpf.c') +
        both('src/test/bpf/check.bpf.c') + both('src/main/bpf/net/sum.c')
assert entries() == expected

// Whoever runs them finds all headers: those of the plugin, vmlinux.h and clang's.
def run = { command ->
    def process = new ProcessBuilder(command.arguments).directory(new File(command.directory)).redirectErrorStream(true).start()
    def text = process.inputStream.getText('UTF-8')
    assert process.waitFor() == 0 && text.empty: "$command.arguments\n$text"
}
new JsonSlurper().parse(commands).each(run)

// Not a byte is written where nothing has changed, by the next build or by the goal alone.
def goal = "io.github.bpf-maven:bpf-maven-plugin:$pluginVersion" as String
def written = commands.text
assert commands.setLastModified(1_000_000_000_000)
def log = build.succeeds('package')
assert log.count('Nothing to do: 2 objects are up to date') == 3
log = build.succeeds("$goal:compile-commands")
assert log.contains("$commands is up to date")
assert commands.lastModified() == 1_000_000_000_000

// It is an output like others: if it is gone it comes back, whatever else there is to do.
assert commands.delete()
build.succeeds('generate-sources')
assert commands.text == written

// In a fresh checkout, for the executions of the POM, whichever Maven runs, and with nothing compiled.
[mavenHome, "$otherMavens/apache-maven-3.9.16", "$otherMavens/apache-maven-4.0.0-rc-7"].each { maven ->
    build.mavenHome = maven as File
    new File(basedir, 'target').deleteDir()
    log = build.succeeds("$goal:compile-commands")
    assert log.contains("$commands is written")
    assert entries() == expected
    assert !new File(basedir, 'target/generated-resources').exists() && !new File(basedir, 'target/bpf/default/bitcode').exists()
    new JsonSlurper().parse(commands).each(run)
}
build.mavenHome = mavenHome as File

// Elsewhere, or not at all.
build.succeeds('generate-sources', "-Dbpf.compileCommandsDirectory=$basedir" as String)
assert new File(basedir, 'compile_commands.json').file
new File(basedir, 'target').deleteDir()
build.succeeds('generate-sources', '-Dbpf.compileCommands=false')
assert !commands.exists()

// A test without its own class for what has one in the module.
build.write('src/test/bpf/drop.bpf.c', Build.program())
log = build.fails('test-compile')
assert log.contains("the tests' drop.bpf.c and the main drop.bpf.c would both be the Java class it.DropBpf: rename one of them")
assert new File(basedir, 'src/test/bpf/drop.bpf.c').delete()

// No tests, no tests' programs.
log = build.succeeds('package', '-Dmaven.test.skip')
assert log.contains('Skipped: maven.test.skip is set')
return true
