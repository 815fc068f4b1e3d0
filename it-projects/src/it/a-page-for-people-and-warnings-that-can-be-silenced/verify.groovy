def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)
def plugin = "io.github.bpf-maven:bpf-maven-plugin:${pluginVersion}:report".toString()

// Each warning once for both byte orders, with its place; that of the other source is silenced.
def warnings = { log -> log.readLines().findAll { it.startsWith('[WARNING]') || it.startsWith('[ERROR]') } }
def first = warnings(build.file('build.log').text)
assert first.count { it.contains('[printk]') } == 1: first
assert first.any { it =~ /loud\.bpf\.c:\[14,2\] 'loud' calls bpf_printk/ }: first
assert first.any { it =~ /loud\.bpf\.c: no program uses the map 'forgotten'.* \[unused-map\]/ }: first

// Silenced, made an error, misspelt; each without a new link.
def silenced = build.succeeds('compile', '-Dbpf.lint=-printk,-unused-map')
assert warnings(silenced).empty: silenced
def failed = build.fails('compile', '-Dbpf.lint=printk=error')
assert failed =~ /\[ERROR\] .*loud\.bpf\.c:\[14,2\] .* \[printk\]/: failed
assert failed.contains('1 BPF source failed: [loud.bpf.c]'): failed
assert !failed.contains('Running clang'): failed
assert build.fails('compile', '-Dbpf.lint=prink').contains("<lint>: 'prink' names no lint; there are all, dead-function")

// The page about what the project has built.
build.succeeds('compile')
build.succeeds(plugin)
def page = build.file('target/site/bpf/index.html')
assert page.text.contains('<title>BPF objects of report</title>')
assert page.text.contains('no program uses the map &#39;forgotten&#39;')
assert page.text.contains("Written by bpf-maven-plugin ${pluginVersion}.")
assert !page.text.contains(basedir.path)
def alone = page.bytes

// The same page in the site, which links to it.
page.delete()
build.succeeds('site')
assert page.bytes == alone
assert build.file('target/site/project-reports.html').text.contains('bpf/index.html')

// Of a jar, in a directory without a POM; what is no object is said to be none.
build.succeeds('package')
def elsewhere = Build.newInstance(build.file('elsewhere'), binding.variables)
elsewhere.directory.mkdirs()
elsewhere.succeeds(plugin, "-Dbpf.report=${build.file('target/report-1.jar')}" as String,
        '-Dbpf.report.output=jar.html', '-Dbpf.lint=-all')
assert elsewhere.file('jar.html').text.contains('<title>BPF objects of report-1.jar</title>')
assert !elsewhere.file('jar.html').text.contains('class="warnings"')
assert build.fails(plugin, '-Dbpf.report=pom.xml').contains('pom.xml is no BPF object')
return true
