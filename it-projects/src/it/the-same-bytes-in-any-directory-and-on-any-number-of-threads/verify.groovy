def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))

def copies = new File(basedir.parentFile, 'same-bytes')
// In the C locale file names can't hold umlauts, neither Maven's nor this script's.
def umlauts = java.nio.charset.Charset.forName(System.getProperty('sun.jnu.encoding')).newEncoder().canEncode('äö')
def names = ['a', (umlauts ? 'ein längeres Verzeichnis mit ö, ä' : 'ein anderes Verzeichnis ohne Umlaute') + ' und Leerzeichen/' + 'x' * 60]
def builds = []
[0, 1].each { place ->
    ['-T1', '-T4'].each { threads ->
        def directory = new File(copies, "${names[place]}/$threads")
        Build.copy(basedir, directory)
        def outside = new File(copies, "${names[place]}/headers of $threads")
        outside.mkdirs()
        new File(outside, 'outer.h').text = """
static const char outer_place[] SEC(".rodata.outer") = __FILE__;

static inline int outer(struct xdp_md *ctx)
{
	return outer_place[ctx->egress_ifindex & 3];
}
"""
        def build = Build.newInstance(directory, binding.variables)
        build.succeeds('package', threads, "-Dbpf.cacheDirectory=$sharedCache", "-Doutside=$outside")
        builds << build
    }
}

def made = { File target -> Build.hashes(target).findAll { it.key ==~ /generated-(sources|resources)\/.*|same\.jar/ } }
def outputs = made(builds[0].file('target'))
assert outputs.keySet().count { it.endsWith('.o') } == 6
assert outputs.keySet().count { it.endsWith('.java') } == 3
assert outputs.containsKey('same.jar')
builds.each { build ->
    assert made(build.file('target')) == outputs: build.directory
    Build.jar(build.file('target/same.jar')).findAll { it.key.endsWith('.o') }.each { name, bytes ->
        Build.assertSilent(name, bytes, build.machineNames() + [copies.path, 'headers of'])
        // Its line information is there, and its __FILE__.
        assert new String(bytes, 'ISO-8859-1').count('/outer.h') == 2
    }
}
// A later build in the C locale could not delete them.
copies.deleteDir()
return true
