import groovy.json.JsonSlurper

def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)
def plugin = "io.github.bpf-maven:bpf-maven-plugin:${pluginVersion}:inspect".toString()
def read = { new JsonSlurper().parse(build.file(it)) }

// What the project has built: one object for each byte order.
build.succeeds(plugin, '-Dbpf.inspect.format=json', '-Dbpf.inspect.output=target/objects.json')
def built = read('target/objects.json')
assert built.schemaVersion == 1
assert built.objects*.name == ['it/count_bpfeb.o', 'it/count_bpfel.o']
built.objects.each { object ->
    assert object.sha256 == Build.sha256(build.file("target/classes/${object.name}").bytes)
    assert object.license == 'GPL'
    assert object.kernel.oldest == '5.2'
    assert object.programs*.name == ['count']
    assert object.programs[0].helpers*.name == ['bpf_map_lookup_elem']
    assert object.programs[0].stack == 8
    assert object.maps[0].name == 'packets' && object.maps[0].maxEntries == 1024
    assert object.data[0].variables[0].value == '100'
    assert object.build.source == 'src/main/bpf/count.bpf.c'
    assert object.build.inputs[0].sha256 == Build.sha256(build.file(object.build.source).bytes)
    assert object.target == (object.byteOrder == 'little' ? 'bpfel' : 'bpfeb')
}

// Its jar says the same, in a directory without a POM, and no LLVM is got for it.
def elsewhere = Build.newInstance(build.file('elsewhere'), binding.variables)
elsewhere.directory.mkdirs()
elsewhere.succeeds(plugin, "-Dbpf.inspect=${build.file('target/inspect-1.jar')}" as String, '-Dbpf.inspect.format=json',
        '-Dbpf.inspect.output=jar.json', '-Dbpf.cacheDirectory=none')
assert new JsonSlurper().parse(elsewhere.file('jar.json')).objects == built.objects
assert !elsewhere.file('none').exists()

elsewhere.succeeds(plugin, "-Dbpf.inspect=${build.file('target/inspect-1.jar')}" as String,
        '-Dbpf.inspect.format=cyclonedx', '-Dbpf.inspect.output=bom.json')
def bom = new JsonSlurper().parse(elsewhere.file('bom.json'))
assert bom.components*.name == built.objects*.name
assert bom.components*.pedigree*.ancestors*.find { it.name == 'src/main/bpf/count.bpf.c' }*.hashes*.content
        .every { it == [built.objects[0].build.inputs[0].sha256] }

// The code of one program.
def log = build.succeeds(plugin, '-Dbpf.inspect=target/classes/it/count_bpfel.o', '-Dbpf.inspect.program=count')
assert log.contains('; map packets'): log
assert log.contains('helper bpf_map_lookup_elem'): log
assert log.contains('limit in .rodata'): log

// What is no object is said to be none.
assert build.fails(plugin, '-Dbpf.inspect=pom.xml').contains('pom.xml is no BPF object')
assert build.fails(plugin, '-Dbpf.inspect=none.o').contains('There is no file')
assert build.fails(plugin, '-Dbpf.inspect.format=xml').contains('there are text, json and cyclonedx')
return true
