def Build = new GroovyClassLoader(getClass().classLoader).parseClass(new File(helper))

// The clang that the plugin uses makes the library, as a build of another project would.
def clang = new File(sharedCache).listFiles().collect { new File(it, 'bin/clang') }.find { it.exists() }
def lib = new File(basedir, 'lib')
lib.mkdirs()
['bpfel', 'bpfeb'].each { target ->
    def members = new File(basedir, 'src/library').listFiles().sort().collect { source ->
        def bitcode = new File(lib, "${source.name - '.c'}_${target}.bc")
        Build.output(basedir, clang.path, "--target=$target", '-O2', '-g', '-mcpu=v3', '-emit-llvm', '-c',
                // Or the objects would tell where this was.
                '-fdebug-compilation-dir=.', "-ffile-prefix-map=${basedir.path}=.",
                '-o', bitcode.path, "src/library/${source.name}")
        bitcode
    }
    // Members at odd sizes are padded; a name ends in a slash, as GNU ar writes it.
    new File(lib, "libtally_${target}.a").withOutputStream { out ->
        def text = { out.write(it.getBytes('US-ASCII')) }
        text '!<arch>\n'
        members.each { member ->
            text "${member.name - "_${target}.bc"}.o/".padRight(16) + '0'.padRight(12) + '0'.padRight(6) + '0'.padRight(6) +
                    '644'.padRight(8) + "${member.length()}".padRight(10) + '`\n'
            out.write(member.bytes)
            if (member.length() % 2) text '\n'
        }
    }
}
return true
