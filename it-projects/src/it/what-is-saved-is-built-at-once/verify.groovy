import java.util.concurrent.TimeUnit

def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def build = Build.newInstance(basedir, binding.variables)
build.always = ["-Dbpf.cacheDirectory=$sharedCache" as String]
def source = new File(basedir, 'src/main/bpf/drop.bpf.c')
def good = source.text
def object = new File(basedir, 'target/generated-resources/bpf/it/drop_bpfel.o')

long seen = build.output().length()
def maven = build.start("io.github.bpf-maven:bpf-maven-plugin:$pluginVersion:watch" as String)
/** What is shown for the next build, once all of it is there. */
def next = {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120)
    def text = ''
    while (!(text =~ /(?m)^.*Waiting for changes.*\n/).find()) {
        text = build.textFrom(seen)
        assert maven.alive && System.nanoTime() < end: text
        sleep(20)
    }
    seen += text.getBytes('UTF-8').length
    return text.readLines()
}
/** The lines from the one that says what has happened, without times. */
def shown = { List<String> lines ->
    def from = lines.findIndexOf { it ==~ /.*: (built in|failed after) [\d.]+ s/ }
    assert from >= 0: lines
    return lines.drop(from).collect { it.replaceFirst(/[\d.]+ s$/, 'SECONDS').replace("$basedir/" as String, '') }
}
def workers = { maven.toHandle().descendants().filter { it.info().command().orElse('').endsWith('java') }
        .map { it.pid() }.toList() }

try {
    assert shown(next()) == ['[INFO] Watching watched: built in SECONDS', '[INFO] 2 objects. Waiting for changes (Ctrl-C ends)']
    def first = object.bytes
    def warm = workers()
    assert warm.size() == 1

    // A header that was read.
    build.write('src/main/bpf/limits.h', '#define LIMIT 8\n')
    assert shown(next()) == ['[INFO] src/main/bpf/limits.h changed: built in SECONDS',
                             '[INFO] 2 objects. Waiting for changes (Ctrl-C ends)']
    assert object.bytes != first
    def second = object.bytes

    // What doesn't compile is shown, the worst first, and ends nothing.
    source.text = good.replace('return', 'int unused;\n\t#warning late\n\treturn missing;\n\treturn')
    def lines = shown(next())
    assert lines[0] == '[INFO] src/main/bpf/drop.bpf.c changed: failed after SECONDS'
    assert lines[1] == "[ERROR] src/main/bpf/drop.bpf.c:[12,9] use of undeclared identifier 'missing'"
    def warning = lines.findIndexOf { it == '[WARNING] src/main/bpf/drop.bpf.c:[11,3] late [-W#warnings]' }
    assert warning > 1: lines
    assert lines.last() == '[INFO] 1 error, 1 warning; objects stay as the last good build left them.' +
            ' Waiting for changes (Ctrl-C ends)'
    assert object.bytes == second

    // Mended, as editors save: another file takes its place.
    def beside = new File(basedir, 'src/main/bpf/.drop.bpf.c.swp')
    beside.text = good
    java.nio.file.Files.move(beside.toPath(), source.toPath(), java.nio.file.StandardCopyOption.REPLACE_EXISTING)
    assert shown(next())[0] == '[INFO] src/main/bpf/drop.bpf.c changed: built in SECONDS'
    assert object.bytes == second

    // A new program in a new directory, and gone again.
    build.write('src/main/bpf/net/pass.bpf.c', Build.program())
    assert shown(next()).last().startsWith('[INFO] 4 objects. ')
    assert new File(basedir, 'target/generated-resources/bpf/net/pass_bpfel.o').file
    assert new File(basedir, 'src/main/bpf/net').deleteDir()
    assert shown(next()).last().startsWith('[INFO] 2 objects. ')
    assert !new File(basedir, 'target/generated-resources/bpf/net/pass_bpfel.o').exists()

    // The POM can't be taken over, and that is said.
    def pom = new File(basedir, 'pom.xml')
    pom.text += '<!-- changed -->\n'
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
    while (!build.textFrom(seen).contains('[WARNING] pom.xml changed: end bpf:watch (Ctrl-C) and start it again')) {
        assert System.nanoTime() < end: build.textFrom(seen)
        sleep(20)
    }

    // All of it with one process for links, which is warm.
    assert workers() == warm

    // As by Ctrl-C, whose signal may be ignored by all that was started in the background: nobody is left behind.
    def all = maven.toHandle().descendants().toList()
    def stop = new ProcessBuilder('kill', '-TERM', maven.pid() as String).start()
    assert stop.waitFor() == 0
    assert maven.waitFor(60, TimeUnit.SECONDS)
    all.each { it.onExit().get(60, TimeUnit.SECONDS) }
} finally {
    def left = maven.toHandle().descendants().toList()
    maven.destroyForcibly()
    left.each { it.destroyForcibly() }
}
return true
