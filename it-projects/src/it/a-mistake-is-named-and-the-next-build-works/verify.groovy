def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(new File(basedir, 'cases'), binding.variables)
build.directory.deleteDir()
build.always = ['-fae', "-Dbpf.cacheDirectory=$sharedCache" as String]

def good = Build.program()
def source = 'src/main/bpf/drop.bpf.c'
def other = good.replace('int drop', 'int other')
def at = { String module, String file = source -> new File(build.directory, "$module/$file").path }
def broken = { String line -> good.replace('\treturn', "\t$line\n\treturn") }

// Needs nothing but the one header that it brings.
def own = '''\
#include <bpf/bpf_helpers.h>

SEC("xdp")
int drop(void *ctx)
{
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
'''

// Each is a module: [what goes wrong, what Maven must say of it].
// files: what to write; properties: what the POM says; fine: the build works all the same.
def cases = [
        'c-error': [files: [(source): broken('no_such();')],
                    says: ["[ERROR] ${at('c-error')}:[9,2] call to undeclared function 'no_such'", 'clang @target']],
        'missing-header': [files: [(source): '#include "none.h"\n' + good],
                           says: ["[ERROR] ${at('missing-header')}:[1,10] 'none.h' file not found"]],
        'no-builtin-headers': [properties: '<bpf.builtinHeaders>false</bpf.builtinHeaders>',
                               says: ["[ERROR] ${at('no-builtin-headers')}:[", "file not found"]],
        'own-headers': [files: [(source): own, 'src/main/bpf/bpf/bpf_helpers.h': '#define SEC(name) __attribute__((section(name), used))\n'],
                        properties: '<bpf.builtinHeaders>false</bpf.builtinHeaders>', fine: true],
        'unknown-target': [properties: '<bpf.targets>bpfel,sparc</bpf.targets>', says: ["unknown target 'sparc'; there are bpfel, bpfeb"]],
        'unknown-cpu': [properties: '<bpf.cpu>v9</bpf.cpu>', says: ["unknown cpu 'v9': <cpu> is v1, v2, v3, v4"]],
        'reserved-argument': [properties: '<bpf.compilerArgs>-Wall,-o</bpf.compilerArgs>', says: ["'-o' can't be in <compilerArgs>"]],
        'utf-16': [files: [(source): ('\ufeff' + good).getBytes('UTF-16LE')],
                   says: ["UTF-16 (LE) byte order mark detected in '$source'"]],
        'latin-1': [files: [(source): ('/* Zähler für Gäste */\n' + good).getBytes('ISO-8859-1')], fine: true],
        'one-name-twice': [files: ['src/main/bpf/drop.c': other], properties: '<bpf.includes>**/*.c</bpf.includes>',
                           says: ['drop.bpf.c and drop.c would both be the Java class it.DropBpf: rename one of them']],
        'one-class-twice': [files: ['src/main/bpf/my-drop.bpf.c': other, 'src/main/bpf/my_drop.bpf.c': other],
                            says: ['my-drop.bpf.c and my_drop.bpf.c would both be the Java class it.MyDropBpf']],
        'undefined-symbol': [files: [(source): 'extern int nowhere(int);\n' + broken('if (nowhere(ctx->rx_queue_index)) return 1;')],
                             says: [at('undefined-symbol'), 'nowhere']],
        'llvm-crash': [files: [(source): broken('static void *t[] = {&&a, &&b}; goto *t[ctx->rx_queue_index & 1]; a: return 1; b:')],
                       says: [at('llvm-crash'), 'LLVM']],
        'no-program': [files: [(source): 'int lonely;\n'], says: [at('no-program'), 'no program']],
        'no-license': [files: [(source): good.replaceAll('char LICENSE.*', '')], fine: true, says: ["[WARNING] ${at('no-license')}", 'license']],
]

def mend = {
    build.reactor(cases.collectEntries { [it.key, ''] })
    cases.each { name, mistake ->
        mistake.files?.keySet()?.each { build.file("$name/$it").delete() }
        build.write("$name/$source", good)
    }
}
mend()
build.succeeds('generate-sources')
def before = cases.keySet().collectEntries { [it, build.outputs(it)] }
before.each { name, outputs ->
    assert outputs.keySet().containsAll(['bpf/it/drop_bpfel.o', 'bpf/it/drop_bpfeb.o', 'it/DropBpf.java'])
}

cases.each { name, mistake ->
    mistake.files?.each { path, content ->
        content instanceof byte[] ? (build.file("$name/$path").bytes = content) : build.write("$name/$path", content as String)
    }
    build.module(name, mistake.properties ?: '')
}
def log = build.fails('generate-sources')
cases.each { name, mistake ->
    // What is said while the module is built, and why it failed at the end.
    def during = log.substring(log.indexOf("< it:$name >"))
    during = during.substring(0, (during + '\n< it:').indexOf('\n[INFO] ---', during.indexOf('--- bpf')+ 1).with { it < 0 ? during.length() : it })
    def after = log.readLines().findAll { it.contains("on project $name:") }.join('\n')
    assert after.isEmpty() == (mistake.fine == true): "$name: $after"
    mistake.says.each { assert (during + after).contains(it): "$name should say '$it':\n$during\n$after" }
    if (!mistake.fine) {
        assert build.outputs(name) == before[name]: name
        assert !(during + after).contains('Exception'): "$name:\n$during\n$after"
    }
}
assert build.outputs('latin-1').keySet() == before['latin-1'].keySet()

mend()
build.succeeds('generate-sources')
before.each { name, outputs -> assert build.outputs(name) == outputs: name }
return true
