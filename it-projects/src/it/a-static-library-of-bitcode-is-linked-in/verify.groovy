def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)

['bpfel', 'bpfeb'].each { target ->
    def object = build.file("target/classes/it/program_${target}.o")
    assert object.exists()
    def text = new String(object.bytes, 'ISO-8859-1')
    assert text.contains('\0doubled\0'): 'what the program calls, and is exported'
    assert !text.contains('unused'): 'what nothing calls'
}

// Where the kernel can be asked, it takes the object.
def kernel = new File('/sys/fs/bpf')
def bpftool = ['/usr/sbin/bpftool', '/usr/bin/bpftool', '/sbin/bpftool'].find { new File(it).canExecute() }
if (bpftool && kernel.canWrite() && 'stat -f -c %T /sys/fs/bpf'.execute().text.trim() == 'bpf_fs') {
    def suffix = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN ? 'bpfel' : 'bpfeb'
    def pins = new File(kernel, "it-static-library-${ProcessHandle.current().pid()}")
    try {
        Build.output(basedir, bpftool, 'prog', 'loadall', "target/classes/it/program_${suffix}.o".toString(), pins.path)
        assert new File(pins, 'program').exists()
    } finally {
        pins.listFiles()?.each { it.delete() }
        pins.delete()
    }
}

// A typical mistake: the library of one byte order for both.
def pom = build.file('pom.xml')
def good = pom.text
pom.text = good.replace('libtally_{target}.a', 'libtally_bpfel.a')
assert build.fails('package').contains("<libraries> has 'lib/libtally_bpfel.a', but a library is of one byte order")
pom.text = good.replace('libtally_{target}.a', 'libtaly_{target}.a')
assert build.fails('package').contains("<libraries> has 'lib/libtaly_bpfel.a', which does not exist")
pom.text = good.replace('libtally_{target}.a', 'pom.xml'.replace('pom', '{target}'))
build.file('bpfel.xml').text = build.file('bpfeb.xml').text = good
assert build.fails('package').contains('bpfel.xml')
pom.text = good
build.succeeds('package')
return true
