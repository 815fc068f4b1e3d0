def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))

def goal = { "io.github.bpf-maven:bpf-maven-plugin:$pluginVersion:$it" as String }
def llvm = "-Dbpf.cacheDirectory=$sharedCache" as String
// What the invoker has built: there was nothing checked in.
def project = Build.newInstance(basedir, binding.variables)
def compiled = project.outputs()
def jar = Build.sha256(new File(basedir, 'target/checked-in.jar').bytes)

def log = project.succeeds(goal('update'), llvm)
assert log.contains('src/main/bpf-prebuilt is up to date now: check it in')
def lock = new File(basedir, 'src/main/bpf-prebuilt/bpf.lock')
assert Build.hashes(lock.parentFile).keySet() == ['.gitattributes', 'bpf.lock', 'java/net/DropBpf.java',
                                                  'objects/net/drop_bpfeb.o', 'objects/net/drop_bpfel.o'] as Set
Build.hashes(lock.parentFile).keySet().each {
    Build.assertSilent(it, new File(lock.parentFile, it).bytes, project.machineNames())
}

// Somebody else's checkout: no network, no LLVM, a machine that no LLVM is for. The jar is the same.
def elsewhere = new File(basedir, 'elsewhere')
Build.copy(basedir, elsewhere)
def cache = new File(basedir, 'no-llvm')
def other = Build.newInstance(elsewhere, binding.variables)
other.always = ['-o', "-Dbpf.cacheDirectory=$cache" as String]
other.jvm = '-Dos.arch=mips64'
[['-Dbpf.mode=prebuilt'], []].each { mode ->
    new File(elsewhere, 'target').deleteDir()
    log = other.succeeds(*(['package'] + mode))
    assert log.contains('Took 2 objects of 1 program source as checked in')
    assert other.outputs() == compiled
    assert Build.sha256(new File(elsewhere, 'target/checked-in.jar').bytes) == jar
    assert other.succeeds(*(['package'] + mode)).contains('Nothing to do: 2 objects are up to date')
}
assert other.succeeds(goal('check'), '-Dbpf.check.fast').contains('What is checked in is what the lock says')
assert !cache.exists()

// The check of a CI.
assert project.succeeds(goal('check'), llvm).contains('What is checked in is what the sources give, byte for byte')

// An edit that forgets the update.
other.write('src/main/bpf/net/limits.h', new File(elsewhere, 'src/main/bpf/net/limits.h').text.replace('1000', '2000'))
log = other.fails('package', '-Dbpf.mode=prebuilt')
assert log.contains('header src/main/bpf/net/limits.h has changed since bpf:update')
assert log.contains('run mvn bpf:update, and check in what it writes')
assert !cache.exists()
other.always = [llvm]
other.jvm = ''
log = other.fails(goal('check'))
assert log.contains('src/main/bpf-prebuilt/objects/net/drop_bpfel.o, src/main/bpf-prebuilt/objects/net/drop_bpfeb.o, as checked in (-) and as built now (+):')
assert log.contains('function drop in section xdp'): log
assert log =~ /-\s+\d+: if r1 > 0x3e8 .*\n.*\+\s+\d+: if r1 > 0x7d0 /: log
assert log.contains('MAX_PACKETS = 2000'): log
// A build goes on all the same, and compiles what is not checked in as it should be.
log = other.succeeds('package')
assert log.contains('net/drop.bpf.c: not taken as checked in: header src/main/bpf/net/limits.h has changed since bpf:update')
assert log.contains('Built 2 objects of 1 program source')
other.succeeds(goal('update'))
other.succeeds(goal('check'))
return true
