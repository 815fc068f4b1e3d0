import groovy.json.JsonSlurper

import javax.xml.parsers.DocumentBuilderFactory

def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)
def goal = "io.github.bpf-maven:bpf-maven-plugin:${pluginVersion}:verify@verify".toString()

// The table is in the log, and in files for people, programs and build servers.
def log = build.file('build.log').text
assert log =~ /it\/sizes: sizes +\d+ insns, \d+ states, stack \d+/: log
assert log =~ /test 'counts an IPv4 packet' +passed/: log
def report = new JsonSlurper().parse(build.file('target/bpf-verify/verify.json'))
assert report.kernels.size() == 1
assert report.kernels[0].programs*.verdict == ['loaded']
assert report.kernels[0].tests*.passed == [true]
def junit = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(build.file('target/bpf-verify/TEST-bpf-verify.xml'))
assert junit.getElementsByTagName('testcase').length == 2

// What the verifier says is checked in, and a program that gets heavier is noticed.
build.succeeds(goal, '-Dbpf.verify.update')
def baseline = build.file('src/main/bpf-verified.txt')
assert baseline.text =~ /(?m)^linux-\S+\tit\/sizes\tsizes\tloaded\t\d+\t\d+$/: baseline.text
build.succeeds(goal)
baseline.text = baseline.text.replaceAll(/loaded\t\d+/, 'loaded\t1')
assert build.fails(goal).contains('before 1: more than 10 % more')
baseline.delete()

// A program that the verifier refuses fails the build, with the line of C.
def source = build.file('src/main/bpf/sizes.bpf.c')
def right = source.text
source.text = right.replace('    if (count)\n        __sync', '        __sync').replace('    else\n        bpf_map', '        bpf_map')
log = build.fails('verify')
assert log.contains("it/sizes on linux-"): log
assert log.contains("R0 invalid mem access 'map_value_or_null'"): log
assert log =~ /at \.\/src\/main\/bpf\/sizes\.bpf\.c:22:\d+: __sync_fetch_and_add/: log

// A program that is taken and does the wrong thing fails it as well.
source.text = right.replace('bpf_ntohs(eth->h_proto)', 'eth->h_proto')
log = build.fails('verify')
assert log.contains("test 'counts an IPv4 packet' of it/sizes: sizes failed on linux-"): log
assert log.contains("map 'packets' has no element 00080000; the first is 08000000"): log

// What can't be asked for is said.
source.text = right
assert build.fails('verify', '-Dbpf.verify.unavailable=never').contains("<unavailable> is 'never': say fail or skip")
assert build.succeeds('verify', '-Dbpf.verify.skip').contains('bpf.verify.skip is set')

// Where there is no project, an object is named, and the reports are where somebody looks for them.
def alone = Build.newInstance(new File(basedir, 'no-project'), binding.variables)
def verify = goal.replace('@verify', '')
alone.succeeds(verify, "-Dbpf.verify.objects=${build.file('target/generated-resources/bpf')}")
assert alone.directory.list().sort() == ['it-settings.xml', 'it.log', 'target']
assert alone.file('target').list() == ['bpf-verify']
assert alone.fails(verify).contains('There is no project here: name an object (.o)')
return true
