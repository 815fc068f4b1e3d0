// The page is what is tested: each section has what somebody wrote, what Maven printed, and what it was mended to.
def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))
def page = new File(basedir, '../../../../docs/first-mistakes.md').getText('UTF-8')
def sections = page.split(/(?m)^## /).drop(1)
assert sections.length == 10

// What stands in front of a block names its file; XML is the plugin's configuration.
def blocks = { String section ->
    (section =~ /(?ms)(?:^`([\w\/.-]+)`:\n\n)?^```(\w+)\n(.*?)^```$/).collect { [file: it[1], kind: it[2], text: it[3]] }
}

def build = Build.newInstance(new File(basedir, 'project'), binding.variables)
build.directory.deleteDir()
build.always = ["-Dbpf.cacheDirectory=$sharedCache" as String]

def apply = { List<Map> steps ->
    steps.each { step ->
        if (step.kind == 'xml') {
            build.module('.', '', step.text)
        } else {
            build.file('src/main/bpf').deleteDir()
            build.write(step.file, step.text)
        }
    }
}

sections.eachWithIndex { section, number ->
    def all = blocks(section)
    def at = all.findIndexOf { it.kind == 'console' }
    assert at > 0: section
    build.file('src/main/bpf').deleteDir()
    build.module('.')
    apply(all.take(at))
    def status = build.run('generate-sources')
    new File(basedir, "mistake-${number + 1}.log").text = build.log.replace(build.directory.path, '…')
    def printed = build.log.replace(build.directory.path, '…').replaceAll(/\s+\n/, '\n')
    def lines = all[at].text.readLines()
    assert lines[0] == '$ mvn generate-sources'
    lines.drop(1).each { line ->
        // What is left out says so.
        line.split(/ \[…\]|^\[…\]$/).findAll { it }.each { part ->
            assert printed.contains(part.replaceAll(/\s+$/, '')): "mistake ${number + 1} should say '$part':\n$printed"
        }
    }
    assert (status != 0) == lines.any { it.startsWith('[ERROR]') }: printed

    apply(all.drop(at + 1))
    def mended = build.succeeds('generate-sources')
    // A beginner's bpf_printk may stay.
    def others = mended.readLines().findAll { !it.endsWith('[printk]') }.join('\n')
    assert !others.contains('[ERROR]') && !(others =~ /\[WARNING\] .*bpf/): mended
    assert build.outputs().keySet().any { it.endsWith('.o') }
}
return true
