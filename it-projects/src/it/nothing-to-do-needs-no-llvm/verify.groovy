def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))

// With an empty cache and no network, whatever asks for LLVM fails.
def cache = new File(basedir, 'cache')
def build = Build.newInstance(basedir, binding.variables)
build.always = ['-o', "-Dbpf.cacheDirectory=$cache" as String]
def log = build.succeeds('package')
assert !cache.exists()

// Not for the project with packaging pom, which binds the goal for its modules.
def warnings = log.readLines().findAll { it.startsWith('[WARNING]') && it.contains('No BPF programs') }
assert warnings.any { it.contains(new File('missing/src/main/bpf').path + ' does not exist') }
assert warnings.any { it.contains(new File('empty/src/main/bpf').path + ' has no **/*.bpf.c') }
assert warnings.size() == 2: warnings
assert log.count('Skipped: bpf.skip is set') == 1
['empty', 'missing', 'skipped'].each {
    assert build.outputs(it).isEmpty()
    assert new File(basedir, "$it/target/${it}.jar").isFile()
}

assert build.succeeds('package', '-Dbpf.skip').count('Skipped: bpf.skip is set') == 4
assert !cache.exists()
return true
