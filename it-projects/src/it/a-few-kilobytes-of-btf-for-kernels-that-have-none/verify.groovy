def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)

// One file a kernel, in the kernel's byte order, with what the program asks for and nothing else.
def content = Build.jar(new File(basedir, 'target/min-core-btf.jar'))
['bpfel': [0x9f, 0xeb], 'bpfeb': [0xeb, 0x9f]].each { order, magic ->
    byte[] btf = content["com/acme/old_${order}.o.btf" as String]
    assert [btf[0] & 0xff, btf[1] & 0xff] == magic
    def text = new String(btf, 'ISO-8859-1')
    assert text.contains('task_struct\0') && text.contains('tgid\0')
    ['\0pid\0', 'comm', 'nodes', 'unused_by_the_program', 'no_such_member'].each { assert !text.contains(it): it }
    assert btf.length < 250
}
assert content['META-INF/native-image/it/min-core-btf/minimal.min-core-btf/bpf-maven-plugin/resource-config.json']

def log = new File(basedir, 'build.log').text
assert log =~ /old_bpfel\.o: \d+ of \d+ bytes/: log
log = build.succeeds('generate-resources', '-X')
assert log =~ /old_bpfel\.o: com.acme.watch_bpfel\.o asks for what is not there: struct task_struct\.no_such_member/: log

// What can't be is said, and what was there stays.
def before = build.file('target/generated-resources/bpf-btf/com/acme/old_bpfel.o.btf').bytes
log = build.fails('generate-resources', '-Dkernels=missing')
assert log =~ /<btfs>: .*missing does not exist/: log
build.write('broken.btf', 'no kernel')
log = build.fails('generate-resources', '-Dkernels=broken.btf')
assert log =~ /broken\.btf has no BTF of a kernel: neither BTF nor an ELF file/: log
assert build.file('target/generated-resources/bpf-btf/com/acme/old_bpfel.o.btf').bytes == before

// A directory, as BTFHub has them; and the kernel that runs here, if it has any.
build.write('hub/README', 'no BTF either')
log = build.fails('generate-resources', "-Dkernels=${build.file('hub')}" as String)
assert log.contains("no file below ${build.file('hub')} ends with .btf" as String): log
def running = new File('/sys/kernel/btf/vmlinux')
if (running.canRead()) {
    build.file('hub/debian/12').mkdirs()
    build.file('hub/debian/12/running.btf').bytes = running.bytes
    build.succeeds('generate-resources', "-Dkernels=${build.file('hub')}" as String)
    def minimal = build.file('target/generated-resources/bpf-btf/com/acme/debian/12/running.btf')
    assert minimal.length() < 250
    assert !build.file('target/generated-resources/bpf-btf/com/acme/old_bpfel.o.btf').exists()
}
return true
