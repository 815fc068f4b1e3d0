def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(new File(basedir, 'reactor'), binding.variables)
build.directory.deleteDir()
def cache = new File(basedir, 'cache')
cache.deleteDir()
def here = ["-Dbpf.cacheDirectory=$cache" as String]
def names = (1..8).collect { "m$it" as String }
build.reactor(names.collectEntries { [it, ''] })
names.eachWithIndex { name, number -> build.write("$name/src/main/bpf/drop.bpf.c", Build.program(number)) }
def one = Build.newInstance(new File(build.directory, 'm1'), binding.variables)
def lone = Build.newInstance(new File(basedir, 'without-a-project'), binding.variables)
def plugin = "io.github.bpf-maven:bpf-maven-plugin:$pluginVersion"

// LLVM is neither unpacked nor in the local repository, and there is no network. No other test puts it there.
new File(localRepositoryPath.toString(), 'org/bytedeco/llvm').eachFileRecurse {
    if (it.name =~ /-(linux|macosx|windows)-\w+\.jar/) { it.delete() }
}
build.succeeds('validate')
one.always = here
def log = one.fails('-o', 'generate-sources')
assert log.contains("Maven is offline. Run once online: mvn $plugin:install-toolchain"): log
assert !new File(cache, 'x').parentFile.listFiles()?.any { it.directory && it.name.startsWith('llvm') }

// Without a project, once; then it works offline.
lone.always = here
log = lone.succeeds("$plugin:install-toolchain")
assert log.contains('is needed once') && log.contains(' is ready in ' + cache.path): log
assert !lone.succeeds('-o', "$plugin:install-toolchain").contains('is needed once')
one.succeeds('-o', 'generate-sources')
def objects = one.outputs()
assert objects.keySet().count { it.endsWith('.o') } == 2

// A file of it gets lost, another one is cut off.
def home = cache.listFiles().find { it.directory && it.name.startsWith('llvm-') }
def clang = new File(home, 'bin/clang').exists() ? new File(home, 'bin/clang') : new File(home, 'clang')
assert clang.isFile()
def library = new File(home, 'lib').listFiles().find { it.name =~ /^libLLVM.*\.(so|dylib)/ && it.length() > 1e7 }
[{ clang.delete() }, { new RandomAccessFile(library, 'rw').withCloseable { it.setLength(1000) } }].each { damage ->
    damage()
    new File(one.directory, 'target').deleteDir()
    one.succeeds('-o', 'generate-sources')
    assert one.outputs() == objects
}

// Eight modules at once, and nothing unpacked.
def cold = new File(basedir, 'cold')
cold.deleteDir()
names.each { new File(build.directory, "$it/target").deleteDir() }
build.always = ["-Dbpf.cacheDirectory=$cold" as String]
log = build.succeeds('-T4', 'generate-sources')
assert log.count('is needed once') == 1: log
assert log.count('Built 2 objects') == 8
assert cold.listFiles().count { it.directory } == 1: cold.list()
def reactor = names.collect { build.outputs(it).findAll { file -> file.key.endsWith('.o') } }
assert reactor*.values().flatten().unique().size() == 16
assert reactor[0] == objects.findAll { it.key.endsWith('.o') }
names.each { name ->
    assert Build.elf(build.file("$name/target/generated-resources/bpf/it/drop_bpfel.o").bytes) == 'little 247'
    assert Build.elf(build.file("$name/target/generated-resources/bpf/it/drop_bpfeb.o").bytes) == 'big 247'
}

// A link worker serves all of them, and is gone when Maven is.
names.each { new File(build.directory, "$it/target").deleteDir() }
log = build.succeeds('-T4', '-X', 'generate-sources')
assert log.count('Built 2 objects') == 8
assert log.count('Starting a link worker') == 1: log
ProcessHandle.allProcesses().filter {
    def line = it.info().commandLine().orElse('')
    line.contains('.WorkerMain') && line.contains(cold.path)
}.forEach { it.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS) }
// And those that are built one after the other.
names.each { new File(build.directory, "$it/target").deleteDir() }
log = build.succeeds('-X', 'generate-sources')
assert log.count('Built 2 objects') == 8
assert log.count('Starting a link worker') == 1: log
cold.deleteDir()

// The cache is an LLVM installation like any other.
def none = new File(basedir, 'none')
one.always = ["-Dbpf.cacheDirectory=$none" as String]
one.succeeds('-o', 'generate-sources', "-Dbpf.toolchain=$home")
// Where the objects come from is said, and is another place.
def origin = { it.key.endsWith('META-INF/bpf/objects.json') }
assert one.outputs().findAll { !origin(it) } == objects.findAll { !origin(it) }
assert one.outputs().find(origin).value != objects.find(origin).value
log = one.fails('-o', 'generate-sources', "-Dbpf.toolchain=$basedir")
assert log.contains(basedir.path) && log.contains('clang'): log
assert !none.exists()

// Where the POM has LLVM among the plugin's dependencies, that one is used.
def added = Build.newInstance(new File(basedir, 'added'), binding.variables)
def classifier = home.name.replaceFirst('^llvm-[^-]+-[^-]+-', '').replaceFirst('-[0-9a-f]+$', '')
added.module('m', '', """<dependencies><dependency>
    <groupId>org.bytedeco</groupId><artifactId>llvm</artifactId><version>20.1.7-1.5.12</version>
    <classifier>$classifier</classifier></dependency></dependencies>""")
added.write('m/src/main/bpf/drop.bpf.c', Build.program(0))
def inner = Build.newInstance(new File(added.directory, 'm'), binding.variables)
inner.always = here
log = inner.succeeds('-o', 'generate-sources')
assert inner.outputs().findAll { it.key.endsWith('.o') } == objects.findAll { it.key.endsWith('.o') }
cache.deleteDir()
new File(inner.directory, 'target').deleteDir()
log = inner.succeeds('-o', 'generate-sources')
assert log.contains("comes from the plugin's <dependencies>"): log
cache.deleteDir()
return true

// Editors are told of the clang that was unpacked meanwhile. What the first one builds was built before.
names.tail().each { name ->
    def commands = build.file("$name/target/compile_commands.json").text
    assert commands.contains(cold.path) && commands.contains('"-resource-dir"'): commands
}
