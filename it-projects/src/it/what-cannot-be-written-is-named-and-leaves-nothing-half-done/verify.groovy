def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(new File(basedir, 'cases'), binding.variables)
build.directory.deleteDir()
build.always = ['-fae', "-Dbpf.cacheDirectory=$sharedCache" as String]
def source = 'src/main/bpf/drop.bpf.c'

// A file where a directory has to be.
def blocked = ['objects': 'target/generated-resources/bpf', 'java': 'target/generated-sources/bpf', 'work': 'target/bpf']
build.reactor(blocked.collectEntries { [it.key, ''] })
blocked.each { name, path ->
    build.write("$name/$source", Build.program())
    build.write("$name/$path", 'in the way')
}
def log = build.fails('generate-sources')
blocked.each { name, path ->
    def reason = log.readLines().find { it.contains("on project $name:") }
    assert reason?.contains(build.file("$name/$path").path): "$name: $reason"
    assert build.outputs(name).keySet().every { it == 'bpf' }: "$name: ${build.outputs(name)}"
    assert build.file("$name/$path").text == 'in the way'
    build.file("$name/$path").delete()
}
build.succeeds('generate-sources')
blocked.each { name, path -> assert build.outputs(name).size() == 5 }

// A full disk, and a read-only one.
def full = Build.newInstance(new File(basedir, 'full'), binding.variables)
full.always = build.always
full.reactor(['disk': ''])
full.write("disk/$source", Build.program(1))
def target = full.file('disk/target')
target.mkdirs()
def mounted = System.getProperty('os.name') == 'Linux' && System.getProperty('user.name') == 'root' &&
        ['mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', target.path].execute().waitFor() == 0
if (!mounted) {
    println 'Skipped the full and the read-only disk: only root on Linux can mount one'
    return true
}
try {
    full.succeeds('generate-sources')
    def before = full.outputs('disk')
    full.write("disk/$source", Build.program(2))
    def filler = new File(target, 'filler')
    try {
        filler.withOutputStream { out -> while (true) { out.write(new byte[4096]) } }
    } catch (IOException expected) {
        assert filler.length() > 0
    }
    log = full.fails('generate-sources')
    assert log.contains('No space left on device'): log
    assert full.outputs('disk') == before
    filler.delete()
    full.succeeds('generate-sources')
    assert full.outputs('disk').keySet() == before.keySet()
    assert full.outputs('disk') != before

    // Read-only, for root too: permission bits wouldn't stop root.
    before = full.outputs('disk')
    full.write("disk/$source", Build.program(3))
    assert ['mount', '-o', 'remount,ro', target.path].execute().waitFor() == 0
    log = full.fails('generate-sources')
    assert log.contains('Read-only file system') && log.contains(target.path): log
    assert full.outputs('disk') == before
    assert ['mount', '-o', 'remount,rw', target.path].execute().waitFor() == 0
    full.succeeds('generate-sources')
    assert full.outputs('disk') != before
} finally {
    assert ['umount', target.path].execute().waitFor() == 0
}
return true
