def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)

['bpfel', 'bpfeb'].each { target ->
    def object = build.file("target/classes/it/program_${target}.o")
    assert object.exists()
    def text = new String(object.bytes, 'ISO-8859-1')
    assert text.contains('\0doubled\0'): 'what the program calls, and is exported'
    assert !text.contains('unused'): 'what nothing calls'
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
