import groovy.json.JsonSlurper

def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def lone = Build.newInstance(new File(basedir, 'without-a-project'), binding.variables)
def doctor = "io.github.bpf-maven:bpf-maven-plugin:$pluginVersion:doctor" as String
def cache = "-Dbpf.cacheDirectory=$sharedCache" as String
def find = { report, check -> report.findings.findAll { it.check == check } }
def json = { String... arguments ->
    lone.succeeds(*([doctor, '-Dbpf.doctor.format=json', '-Dbpf.doctor.output=doctor.json',
                     '-Dbpf.doctor.failOn=never'] + (arguments as List)) as String[])
    new JsonSlurper().parse(lone.file('doctor.json'))
}

// Where builds work there is no error, with no project about; the program that is compiled leaves nothing.
def report = json(cache)
assert report.schemaVersion == 1
assert report.pluginVersion == pluginVersion
assert report.status != 'error': report
assert ['host', 'java', 'maven', 'options', 'tmp', 'cache', 'toolchain', 'headers', 'compile', 'kernel'].every {
    find(report, it)
}: report
assert find(report, 'compile')*.text == ['a program was compiled and linked for bpfel and bpfeb']
assert report.findings.every { (it.status == 'ok') == (it.cure == null) }
// The log is not in the way of who reads standard output.
assert lone.succeeds('-q', doctor, cache).readLines().findAll { it =~ /^(ok|warning|error)/ }.size() > 9
assert lone.directory.list().every { it in ['doctor.json', 'it.log', 'it-settings.xml'] }: lone.directory.list()

// A project is examined once, whatever its modules.
def reactor = Build.newInstance(new File(basedir, 'reactor'), binding.variables)
reactor.reactor([a: '', b: ''])
assert reactor.succeeds(doctor, '-Dbpf.doctor.compile=false', cache).count('ok       host') == 1

// What would fail a build fails this, with the words of builds; a script may choose otherwise.
def log = lone.fails(doctor, "-Dbpf.toolchain=$basedir" as String)
assert log.contains('neither bin/clang nor clang') && log =~ /\d+ errors?, \d+ warnings?, \d+ ok/: log
report = json("-Dbpf.toolchain=$basedir" as String)
assert report.status == 'error'
assert find(report, 'toolchain')*.status == ['error']

// Nothing is fetched unless wanted, and offline that is said.
def none = new File(basedir, 'none')
assert find(json('-Dbpf.doctor.compile=false', "-Dbpf.cacheDirectory=$none" as String), 'toolchain')[0].text
        .contains('is not there yet')
assert !none.exists()

// Parameters that hide in MAVEN_OPTS are named; a warning fails only who asks for that.
lone.jvm = '-Dbpf.cpu=v1'
assert find(json('-Dbpf.doctor.compile=false', cache), 'options').any { it.text.contains('-Dbpf.cpu=v1') && it.cure }
assert lone.fails(doctor, '-Dbpf.doctor.compile=false', '-Dbpf.doctor.failOn=warning', cache).contains('-Dbpf.cpu=v1')
lone.jvm = ''

assert lone.fails(doctor, '-Dbpf.doctor.format=xml').contains('neither text nor json')
assert lone.fails(doctor, '-Dbpf.doctor.failOn=always').contains('neither error nor warning nor never')
return true
