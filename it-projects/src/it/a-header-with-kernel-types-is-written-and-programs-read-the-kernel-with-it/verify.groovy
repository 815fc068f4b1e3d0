def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(new File(basedir, 'cases'), binding.variables)
build.directory.deleteDir()
build.always = ["-Dbpf.cacheDirectory=$sharedCache" as String]
build.reactor([kernel: '', program: ''])

// A host without Linux has no BTF of a kernel: an object's own is like it.
build.write('kernel/src/main/bpf/kernel.bpf.c', '''
struct mm_struct { unsigned long total_vm; };
struct list_head { struct list_head *next, *prev; };
struct task_struct { int flags : 3; unsigned char wide : 5; struct list_head tasks; struct mm_struct *mm; int pid; } task;
struct mm_struct mm;
struct unrelated { int x; } unrelated;
__attribute__((section("xdp"), used)) int drop(void *ctx) { return task.pid + unrelated.x + mm.total_vm; }
char LICENSE[] __attribute__((section("license"), used)) = "GPL";
''')
def kernel = Build.newInstance(build.file('kernel'), binding.variables)
kernel.always = build.always
kernel.succeeds('generate-sources')
def btf = build.file('kernel/target/generated-resources/bpf/it/kernel_bpfel.o')
assert btf.isFile()

def program = Build.newInstance(build.file('program'), binding.variables)
program.always = build.always
def source = 'src/main/bpf/watch.bpf.c'
program.write(source, '''#include "vmlinux.h"
#define SEC(name) __attribute__((section(name), used))
_Static_assert(sizeof(struct task_struct) == 40, "");
SEC("raw_tp/sched_switch") int watch(unsigned long long *ctx)
{
	struct task_struct *next = (struct task_struct *)ctx[2];
	return next->pid + next->flags;
}
char LICENSE[] SEC("license") = "GPL";
''')
// What becomes Java has nothing to do with what the header holds.
build.module('program', '<bpf.types>nothing</bpf.types>',
        '<configuration><kernelTypes>task_struct</kernelTypes><types>none</types></configuration>')
def header = program.file('src/main/bpf/vmlinux.h')
def log = program.succeeds('bpf:vmlinux', "-Dbpf.vmlinux.btf=$btf")
assert log.contains("Wrote $header: 1 KiB of C"): log
def text = header.getText('UTF-8')
assert text.contains(' * Types: task_struct\n'): text
assert text.contains('struct task_struct {\n\tint flags : 3;\n\tunsigned char wide : 5;\n\tstruct list_head tasks;\n\tstruct mm_struct *mm;\n'): text
assert text.contains('struct mm_struct;\n') && !text.contains('struct mm_struct {') && !text.contains('unrelated'): text
Build.assertSilent('vmlinux.h', header.bytes, build.machineNames())

// It is compiled with, and compiled anew only when it has changed.
build.module('program')
program.succeeds('generate-sources')
def object = program.file('target/generated-resources/bpf/it/watch_bpfel.o')
assert Build.elf(object.bytes) == 'little 247'
assert Build.elf(program.file('target/generated-resources/bpf/it/watch_bpfeb.o').bytes) == 'big 247'
def written = header.lastModified()
log = program.succeeds('bpf:vmlinux', "-Dbpf.vmlinux.btf=$btf", '-Dbpf.vmlinux.kernelTypes=task_struct')
assert log.contains("Nothing has changed in $header"): log
assert header.lastModified() == written && header.getText('UTF-8') == text

// A program that follows a pointer says so, and so does clang until the header has what is behind it.
program.write(source, program.file(source).text.replace('next->pid', 'next->mm->total_vm'))
log = program.fails('generate-sources')
assert log.contains("incomplete definition of type 'struct mm_struct'"): log
program.succeeds('bpf:vmlinux', "-Dbpf.vmlinux.btf=$btf", '-Dbpf.vmlinux.kernelTypes=task_struct,mm_struct')
program.succeeds('generate-sources')
program.succeeds('bpf:vmlinux', "-Dbpf.vmlinux.btf=$btf", '-Dbpf.vmlinux.kernelTypes=task_struct', '-Dbpf.vmlinux.pointees=1')
program.succeeds('generate-sources')

// What is wrong is named, and the header stays.
text = header.getText('UTF-8')
log = program.fails('bpf:vmlinux', "-Dbpf.vmlinux.btf=$btf", '-Dbpf.vmlinux.kernelTypes=task_strukt')
assert log.contains("has no type 'task_strukt' (there is task_struct)"): log
log = program.fails('bpf:vmlinux', "-Dbpf.vmlinux.btf=${program.file('pom.xml')}")
assert log.contains('pom.xml is neither BTF nor an ELF file'): log
log = program.fails('bpf:vmlinux', '-Dbpf.vmlinux.btf=none.btf')
assert log.contains("There is no file ${program.file('none.btf')}"): log
log = program.fails('bpf:vmlinux', "-Dbpf.vmlinux.btf=$btf", '-Dbpf.vmlinux.pointees=some')
assert log.contains("<pointees> is 'some': a number of pointers, or all"): log
assert header.getText('UTF-8') == text

// Without a project, and from the kernel itself where it shows its BTF.
def bare = Build.newInstance(new File(basedir, 'bare'), binding.variables)
bare.directory.deleteDir()
def goal = "io.github.bpf-maven:bpf-maven-plugin:$pluginVersion:vmlinux" as String
bare.succeeds(goal, "-Dbpf.vmlinux.btf=$btf", '-Dbpf.vmlinux.output=out/types.h')
assert bare.file('out/types.h').text.contains('struct unrelated {')
if (new File('/sys/kernel/btf/vmlinux').canRead()) {
    log = bare.succeeds(goal)
    assert log.contains("KiB of C from Linux ${System.getProperty('os.version')}"): log
    assert bare.file('src/main/bpf/vmlinux.h').text.contains('struct task_struct {')
} else {
    log = bare.fails(goal)
    assert log.contains('There is no /sys/kernel/btf/vmlinux') && log.contains('-Dbpf.vmlinux.packed=amd64'): log
}

// Or from what comes with the plugin, on any host and for any of its targets.
log = bare.succeeds(goal, '-Dbpf.vmlinux.packed=s390x', '-Dbpf.vmlinux.kernelTypes=task_struct', '-Dbpf.vmlinux.output=out/s390x.h')
assert log.contains('KiB of C from Linux 7.'): log
assert bare.file('out/s390x.h').text.contains('struct task_struct {')
log = bare.fails(goal, '-Dbpf.vmlinux.packed=riscv64')
assert log.contains("<packed> is 'riscv64': no kernel's types come with the plugin for that; there are amd64"): log
log = bare.fails(goal, '-Dbpf.vmlinux.packed=x86')
assert log.contains("unknown target 'x86' (amd64?)"): log
log = bare.fails(goal, '-Dbpf.vmlinux.packed=amd64', "-Dbpf.vmlinux.btf=$btf")
assert log.contains('<packed> and <btf> or <base> are set'): log
return true
