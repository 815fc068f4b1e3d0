def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))

def content = Build.jar(new File(basedir, 'target/filtered.jar'))
assert new String(content['app.properties']).trim() == 'version=1'
def objects = content.findAll { it.key.endsWith('.o') }
assert objects.keySet() as List == ['it/filtered_bpfeb.o', 'it/filtered_bpfel.o']
objects.each { name, bytes ->
    assert new String(bytes, 'ISO-8859-1').contains('${project.version} @project.version@')
    assert bytes == new File(basedir, "target/generated-resources/bpf/$name").bytes
}
return true
