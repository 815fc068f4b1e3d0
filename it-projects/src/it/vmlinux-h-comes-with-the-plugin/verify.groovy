def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)

def objects = ['bpfel', 'bpfeb', 'arm64_bpfel'].collect { build.file("target/classes/it/parent_${it}.o") }
objects.each { assert it.exists() }
// Of each architecture its own struct task_struct.
assert objects.collect { Build.sha256(it.bytes) }.unique().size() == 3

def headers = build.file('target/bpf/default/headers/vmlinux')
assert headers.list().sort() == ['arm64.h', 's390.h', 'x86.h']
assert new File(headers, 'arm64.h').text.contains('struct user_pt_regs {')
def written = new File(headers, 'x86.h').lastModified()

// Where the kernel can be asked, it takes the object.
def kernel = new File('/sys/fs/bpf')
def bpftool = ['/usr/sbin/bpftool', '/usr/bin/bpftool', '/sbin/bpftool'].find { new File(it).canExecute() }
if (bpftool && kernel.canWrite() && 'stat -f -c %T /sys/fs/bpf'.execute().text.trim() == 'bpf_fs') {
    def suffix = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN ? 'bpfel' : 'bpfeb'
    def pins = new File(kernel, "it-vmlinux-${ProcessHandle.current().pid()}")
    try {
        Build.output(basedir, bpftool, 'prog', 'loadall', "target/classes/it/parent_${suffix}.o".toString(), pins.path)
        assert new File(pins, 'on_exit').exists()
    } finally {
        new File(pins, 'on_exit').delete()
        pins.delete()
    }
}

// It is written once.
build.succeeds('generate-sources')
assert new File(headers, 'x86.h').lastModified() == written

// An architecture of which no types are packed is said to be one.
def log = build.fails('generate-sources', '-Dtargets=riscv64')
assert log.contains('no kernel types for this architecture come with the plugin: write a vmlinux.h with bpf:vmlinux'): log

// One of the project's own comes first.
build.file('src/main/bpf/vmlinux.h').text = '''
#ifndef __VMLINUX_H__
#define __VMLINUX_H__
#define OWN 1
typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef unsigned char __u8;
typedef unsigned short __u16;
typedef int __s32;
typedef long long __s64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u32 __wsum;
struct task_struct { struct task_struct *real_parent; int tgid; } __attribute__((preserve_access_index));
struct bpf_raw_tracepoint_args { __u64 args[0]; };
#endif
'''
build.file('src/main/bpf/parent.bpf.c').text = build.file('src/main/bpf/parent.bpf.c').text.replace('int parent;', 'int parent = OWN;')
build.succeeds('generate-sources')
return true
