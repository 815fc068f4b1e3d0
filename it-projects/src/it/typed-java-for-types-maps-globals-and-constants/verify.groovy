def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)
def jvm = new File(javaHome as String, 'bin/java').path

def content = Build.jar(new File(basedir, 'target/typed.jar'))
def suffix = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN ? 'bpfel' : 'bpfeb'
assert Build.output(basedir, jvm, '-cp', 'target/typed.jar', 'com.acme.Main').readLines() == [
        'true 36 loopback 2130706433 443',
        '64 2304 hello 7',
        'tracepoint syscalls/sys_enter_openat',
        '10 1 Summary[passed=0, dropped=0]',
        '1000 true',
        "OldRule 10 ${content["com/acme/guard_${suffix}.o" as String].length}"]

// Packed as they were.
['bpfel', 'bpfeb'].each {
    assert content["com/acme/guard_${it}.o" as String] == content["com/acme/prebuilt/guard_${it}.o" as String]
}

// What is asked for and isn't there is said; what was generated before stays.
def generated = build.file('target/generated-sources/bpf/com/acme/GuardBpf.java')
def before = generated.text
def log = build.fails('generate-sources', '-Dtypes=sumary')
assert log.contains("<types> names 'sumary', which no object has"): log
assert generated.text == before
log = build.fails('generate-sources', '-Dconstants=MAX-*')
assert log.contains("'MAX-*' in <constants> matches nothing: no name of C has a '-'"): log
log = build.succeeds('generate-sources', '-Dconstants=MAX_RULLES')
assert log.contains('[WARNING] <constants> MAX_RULLES matches no macro and no enum constant of any source'): log

// An object that is none.
def broken = build.file('target/generated-resources/bpf/com/acme/broken.o')
broken.text = 'no object'
log = build.fails('generate-sources')
assert log =~ /\[ERROR\] .*broken\.o: not an object file: /: log
assert log.contains('[broken.o] is not to be packed'): log
broken.delete()
build.succeeds('generate-sources')
return true
