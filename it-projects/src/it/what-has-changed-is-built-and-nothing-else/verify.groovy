def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)
def results = new File(basedir, 'results')
def kept = ['-Dbpf.cache=true', "-Dbpf.buildCacheDirectory=$results" as String]
def withLlvm = kept + ["-Dbpf.cacheDirectory=$sharedCache" as String]
// With an empty cache and no network, whatever asks for LLVM fails.
def none = new File(basedir, 'none')
def withoutLlvm = kept + ['-o', "-Dbpf.cacheDirectory=$none" as String]
def jar = { Build.jar(new File(basedir, 'target/what-has-changed-1.jar')).collectEntries { [it.key, Build.sha256(it.value)] } }
def reasons = { String log -> log.readLines().findAll { it ==~ /\[INFO\] \S+\.c: .*/ }.collect { it - '[INFO] ' } }

results.deleteDir()
new File(basedir, 'target').deleteDir()
build.write('src/main/bpf/drop.bpf.c', '#include "common.h"\n' + Build.program())
build.write('src/main/bpf/pass.bpf.c', Build.program(3))
build.write('src/main/bpf/common.h', '#define COMMON 1\n')
build.always = withLlvm
def log = build.succeeds('package')
assert log.contains('Built 4 objects of 2 program sources')
assert reasons(log) == []
def first = jar()

build.always = withoutLlvm
log = build.succeeds('package')
assert log.contains('[INFO] Nothing to do: 4 objects are up to date')
assert jar() == first

build.always = withLlvm
build.write('src/main/bpf/common.h', '#define COMMON 2\n')
assert reasons(build.succeeds('package')) == ['drop.bpf.c: header common.h changed']
// The macro is of no use to the program: only what the objects quote of their source would differ, and that is the same. What
// the objects were made from is not.
def origin = 'META-INF/bpf/objects.json'
def second = jar()
assert second[origin] != first[origin]
assert second - [(origin): second[origin]] == first - [(origin): first[origin]]

// Another directory for results of the build, none for LLVM: everything comes from the former.
build.always = withoutLlvm
new File(basedir, 'target').deleteDir()
log = build.succeeds('package')
assert log.contains('Built 4 objects of 2 program sources, 4 of which were there already')
assert jar() == second
assert !none.exists()

// Switched off, it is neither read, though all is there, nor written.
def filled = Build.hashes(results)
new File(basedir, 'target').deleteDir()
build.always = withLlvm - '-Dbpf.cache=true' + '-Dbpf.cache=false'
assert build.succeeds('package').contains('Compiling 2 BPF programs')
assert jar() == second
assert Build.hashes(results) == filled

build.always = withoutLlvm
// What Maven has copied to target/classes goes with its source.
build.file('src/main/bpf/pass.bpf.c').delete()
log = build.succeeds('package')
assert reasons(log) == []
assert new File(basedir, 'target/classes/it/drop_bpfel.o').isFile()
assert !new File(basedir, 'target/classes/it/pass_bpfel.o').exists()
assert !jar().keySet().any { it.contains('pass_bpf') }
return true
