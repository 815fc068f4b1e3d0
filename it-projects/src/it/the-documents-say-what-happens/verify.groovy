/* Every XML snippet of README and docs configures the plugin in a real Maven; every console excerpt is run, in the project that
 * the comment before it names, and has to print what stands there. What can't be run here says why. */

def loader = new GroovyClassLoader(getClass().classLoader)
def Build = loader.parseClass(new File(helper))
def Documents = loader.parseClass(new File(new File(helper).parentFile, 'Documents.groovy'))
def root = new File(helper).parentFile.parentFile.parentFile.parentFile
def blocks = Documents.of(root)
assert blocks.size() > 20

// XML: all snippets are modules of one reactor, whose goals are configured and skipped. Maven 3.9 tells of unknown parameters.
def xml = blocks.findAll { it.language == 'xml' && !it.leftOut }
assert xml.size() > 5
def snippets = Build.newInstance(new File(basedir, 'snippets'), binding.variables)
snippets.mavenHome = new File(otherMavens as String).listFiles().find { it.name.startsWith('apache-maven-3.9') }
def modules = [:]
xml.each { modules[it.where.replaceAll(/[^A-Za-z0-9]/, '-')] = it }
snippets.write('pom.xml', """<project><modelVersion>4.0.0</modelVersion><parent><groupId>it</groupId><artifactId>it-parent</artifactId>
    <version>1</version><relativePath/></parent><artifactId>snippets</artifactId><packaging>pom</packaging>
    <modules>${modules.keySet().collect { "<module>$it</module>" }.join()}</modules></project>""" as String)
modules.each { name, block ->
    snippets.write("$name/pom.xml", """<project><modelVersion>4.0.0</modelVersion><parent><groupId>it</groupId>
        <artifactId>it-parent</artifactId><version>1</version><relativePath/></parent><artifactId>$name</artifactId>
        <dependencyManagement><dependencies><dependency><groupId>io.github.bpf-maven</groupId><artifactId>bpf-loader</artifactId>
        <version>$pluginVersion</version></dependency></dependencies></dependencyManagement>
        ${Documents.pom(block, pluginVersion as String)}</project>""" as String)
}
def log = snippets.succeeds('verify', '-Dbpf.skip', '-DskipTests')
def unknown = log.readLines().findAll { it =~ /is unknown for plugin|is read-only|'.*' (is )?missing/ }
assert unknown.empty: unknown.join('\n')

// Console: nothing is left out silently.
def console = blocks.findAll { it.language in ['console', 'sh'] }
def unmarked = console.findAll { !it.project() && !it.leftOut }*.where
assert unmarked.empty: "say before each of these blocks in which project it is run, <!-- in: PROJECT -->, or why not, <!-- not run: … -->: $unmarked"

def bin = new File(basedir, 'bin')
bin.mkdirs()
def settings = new File(basedir, 'docs-settings.xml')
settings.text = new File(itSettings as String).text
        .replace('@localRepositoryUrl@', new File(userRepository as String).toURI().toString())
def mvn = new File(bin, 'mvn')
mvn.text = """#!/bin/sh
# What README and docs call mvn: with the repository of these tests, and without what other tests have built.
exec '${mavenHome}/bin/mvn' -B -ntp -s '$settings' '-Dmaven.repo.local=$localRepositoryPath' -Dbpf.cache=false \\
  '-Dbpf.cacheDirectory=$sharedCache' "\$@"
"""
mvn.executable = true

def run = { File directory, String command ->
    def builder = new ProcessBuilder('sh', '-c', command).directory(directory).redirectErrorStream(true)
    def environment = builder.environment()
    environment.PATH = "$bin${File.pathSeparator}${environment.PATH}".toString()
    environment.MAVEN_OPTS = '-XX:TieredStopAtLevel=1'
    environment.remove('MAVEN_ARGS')
    def process = builder.start()
    def output = process.inputStream.getText('UTF-8')
    process.waitFor()
    return output
}
def problems = []
console.findAll { it.project() }.each { block ->
    def name = block.project()
    def directory = new File(basedir, "console/${block.where.replaceAll(/[^A-Za-z0-9]/, '-')}")
    if (name == 'empty') {
        directory.mkdirs()
    } else if (name == 'repository') {
        // Its build is the one that runs this; the quickstart alone comes later in it.
        def quickstart = Build.newInstance(new File(directory, 'it-projects/quickstart'), binding.variables)
        Build.copy(new File(root, 'it-projects/quickstart'), quickstart.directory)
        quickstart.succeeds('-q', '-DskipTests', 'package', "-Dbpf.cacheDirectory=$sharedCache" as String)
    } else {
        def project = [new File(root, "it-projects/$name"), new File(root, "it-projects/src/it/$name")].find { it.directory }
        if (project == null) {
            problems << "${block.where}: there is no project '$name'"
            return
        }
        Build.copy(project, directory)
    }
    def output = ''
    block.preparation().each { output = run(directory, it) }
    block.steps().each { step ->
        def command = step.v1
        if (name == 'repository') {
            command = command.replaceFirst(/^mvn [^&|;]*package && /, '')
        }
        if (command) {
            output = run(directory, command)
        }
        def missing = Documents.missing(step.v2, output)
        if (missing != null) {
            problems << "${block.where}: \$ $command\n  does not print: $missing\n  but:\n${output.indent(4)}"
        } else if (!step.v2 && output.contains('BUILD FAILURE')) {
            problems << "${block.where}: \$ $command\n  fails:\n${output.indent(4)}"
        }
    }
}
assert problems.empty: problems.join('\n')
return true
