import java.nio.ByteOrder

import groovy.json.JsonSlurper

def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)

def content = Build.jar(new File(basedir, 'target/packages.jar'))
// Of what is nested in a generated class, not a word here.
assert content.keySet().findAll { !it.contains('Bpf$') } as List == [
        'META-INF/MANIFEST.MF',
        'META-INF/bpf/objects.json',
        'META-INF/maven/it/packages/pom.properties',
        'META-INF/maven/it/packages/pom.xml',
        'META-INF/native-image/it/packages/architectures/bpf-maven-plugin/resource-config.json',
        'META-INF/native-image/it/packages/default/bpf-maven-plugin/resource-config.json',
        'com/acme/CountBpf.class',
        'com/acme/app/Main.class',
        'com/acme/arch/TraceBpf.class',
        'com/acme/arch/trace_arm64_bpfel.o',
        'com/acme/arch/trace_bpfeb.o',
        'com/acme/arch/trace_s390_bpfeb.o',
        'com/acme/arch/trace_x86_bpfel.o',
        'com/acme/count_bpfeb.o',
        'com/acme/count_bpfel.o',
        'com/acme/net/DropBpf.class',
        'com/acme/net/drop_bpfeb.o',
        'com/acme/net/drop_bpfel.o',
        'module-info.class']

// Both executions have written it.
def said = new JsonSlurper().parse(content['META-INF/bpf/objects.json'])
assert said.objects*.name == content.keySet().findAll { it.endsWith('.o') }.toList().sort()
said.objects.each { assert it.sha256 == Build.sha256(content[it.name]) }

def objects = content.findAll { it.key.endsWith('.o') }
objects.each { name, bytes ->
    assert Build.elf(bytes) == (name.endsWith('_bpfel.o') ? 'little 247' : 'big 247')
}
// One object for each architecture, not one object four times.
assert objects.values().collect { Build.sha256(it) }.unique().size() == objects.size()

(content + build.file('target/generated-sources').with { root ->
    Build.hashes(root).keySet().collectEntries { [it, new File(root, it).bytes] }
}).findAll { !it.key.endsWith('.class') }.each { name, bytes ->
    Build.assertSilent(name, bytes, build.machineNames())
}

def jar = build.file('target/packages.jar').path
def java = new File(javaHome as String, 'bin/java').path
def fromClassPath = Build.output(basedir, java, '-cp', jar, 'com.acme.app.Main', 'target/drop.o')
def fromModule = Build.output(basedir, java, '-p', jar, '-m', 'com.acme.app/com.acme.app.Main', 'target/drop.o')
assert fromClassPath.readLines()[0] == 'module null'
assert fromModule.readLines()[0] == 'module com.acme.app'
assert fromClassPath.readLines().drop(1) == fromModule.readLines().drop(1)

def little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
def suffix = little ? 'bpfel' : 'bpfeb'
def arch = [amd64: 'trace_x86_bpfel', aarch64: 'trace_arm64_bpfel', s390x: 'trace_s390_bpfeb'][System.getProperty('os.arch')]
assert fromModule.readLines().drop(1) == [
        'same true',
        'DROP drop xdp',
        'DROP_TOO drop_too tc',
        "tallies ${content["com/acme/count_${suffix}.o" as String].length}",
        "order ${ByteOrder.nativeOrder()} trace ${content["com/acme/arch/${arch}.o" as String].length}"]
assert Build.sha256(build.file('target/drop.o').bytes) == Build.sha256(content["com/acme/net/drop_${suffix}.o" as String])
return true
