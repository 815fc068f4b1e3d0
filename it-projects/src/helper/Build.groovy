import java.nio.file.Files
import java.security.MessageDigest
import java.util.zip.ZipFile

/** Runs Maven on a project from a verify script, as the invoker does, and looks at what came of it. */
class Build {
    final File directory
    /** What the invoker gives its scripts: mavenHome, itSettings and so on. */
    final Map context
    /** Arguments that every run of this build gets. */
    List<String> always = []
    File mavenHome
    /** Arguments of the JVM that Maven runs in. */
    String jvm = ''
    /** The last run's. */
    String log = ''

    Build(File directory, Map context) {
        this.directory = directory
        this.context = context
        mavenHome = context.mavenHome as File
    }

    /** The log of a run that has to succeed. */
    String succeeds(String... arguments) {
        assert run(arguments) == 0: log
        return log
    }

    /** The log of a run that has to fail, and not because Maven itself does. */
    String fails(String... arguments) {
        assert run(arguments) != 0: log
        assert !log.contains('[FATAL]') && !log.contains('Internal error'): log
        return log
    }

    int run(String... arguments) {
        def before = output().length()
        def status = start(arguments).waitFor()
        log = textFrom(before)
        return status
    }

    /** What all runs have said. */
    File output() {
        return new File(directory, 'it.log')
    }

    /** What was said since that file had this length, now. */
    String textFrom(long length) {
        def bytes = output().bytes
        return new String(bytes, length as int, bytes.length - (length as int), 'UTF-8')
    }

    /** Starts Maven and doesn't wait for it. */
    Process start(String... arguments) {
        directory.mkdirs()
        def settings = new File(directory, 'it-settings.xml')
        settings.text = new File(context.itSettings as String).text
                .replace('@localRepositoryUrl@', new File(context.userRepository as String).toURI().toString())
        def windows = System.getProperty('os.name').startsWith('Windows')
        def command = [new File(mavenHome, windows ? 'bin/mvn.cmd' : 'bin/mvn').path, '-B', '-ntp',
                       '-s', settings.path, "-Dmaven.repo.local=${context.localRepositoryPath}" as String,
                       // What one test has built is not to be found by the next.
                       '-Dbpf.cache=false'] + always + (arguments as List)
        output() << "\n\$ mvn ${arguments.join(' ')}\n"
        def builder = new ProcessBuilder(command)
        builder.environment().put('MAVEN_OPTS', "-XX:TieredStopAtLevel=1 $jvm" as String)
        builder.environment().put('JAVA_HOME', context.javaHome as String)
        builder.environment().remove('MAVEN_ARGS')
        return builder.directory(directory).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output())).start()
    }

    File file(String path) {
        return new File(directory, path)
    }

    /** A copy of a project's own files elsewhere. */
    static void copy(File project, File to) {
        to.deleteDir()
        project.eachFileRecurse(groovy.io.FileType.FILES) {
            def path = project.toPath().relativize(it.toPath())
            if (path.toString() == 'pom.xml' || path.startsWith('src')) {
                def target = to.toPath().resolve(path)
                Files.createDirectories(target.parent)
                Files.copy(it.toPath(), target)
            }
        }
    }

    void write(String path, String text) {
        def file = file(path)
        file.parentFile.mkdirs()
        file.setText(text, 'UTF-8')
    }

    /** Writes a reactor's POM; its modules have the plugin, and nothing of their own but what is given here. */
    void reactor(Map<String, String> propertiesByModule, String plugin = '') {
        write('pom.xml', project('reactor', 'it-parent', """
            <packaging>pom</packaging>
            <modules>${propertiesByModule.keySet().collect { "<module>$it</module>" }.join()}</modules>"""))
        propertiesByModule.each { name, properties -> module(name, properties, plugin) }
    }

    void module(String name, String properties = '', String plugin = '') {
        write("$name/pom.xml", project(name, 'it-parent', """
            <properties>$properties</properties>
            <build><plugins><plugin>
              <groupId>io.github.bpf-maven</groupId><artifactId>bpf-maven-plugin</artifactId>$plugin
            </plugin></plugins></build>"""))
    }

    private static String project(String name, String parent, String more) {
        return """<project><modelVersion>4.0.0</modelVersion>
            <parent><groupId>it</groupId><artifactId>$parent</artifactId><version>1</version><relativePath/></parent>
            <artifactId>$name</artifactId>$more</project>"""
    }

    /** A program that gives another object for each number. */
    static String program(int number = 2) {
        return """#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

SEC("xdp")
int drop(struct xdp_md *ctx)
{
	return ctx->rx_queue_index + $number;
}
"""
    }

    /** All files below a directory with their contents' SHA-256. */
    static Map<String, String> hashes(File root) {
        def found = new TreeMap<String, String>()
        if (root.directory) {
            root.eachFileRecurse(groovy.io.FileType.FILES) {
                found[root.toPath().relativize(it.toPath()).toString().replace('\\', '/')] = sha256(it.bytes)
            }
        }
        return found
    }

    /** What a project's builds leave for the jar: objects and Java. */
    Map<String, String> outputs(String module = '.') {
        return hashes(file("$module/target/generated-resources")) + hashes(file("$module/target/generated-sources/bpf"))
    }

    static String sha256(byte[] bytes) {
        return MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString()
    }

    /** The files in a jar with their contents. */
    static Map<String, byte[]> jar(File file) {
        def content = new TreeMap<String, byte[]>()
        new ZipFile(file).withCloseable { zip ->
            zip.entries().findAll { !it.directory }.each { content[it.name] = zip.getInputStream(it).bytes }
        }
        return content
    }

    /** ELF's words for an object: its byte order and machine. */
    static String elf(byte[] object) {
        assert object[0..3] == [0x7f, 0x45, 0x4c, 0x46]
        def order = object[5] == 1 ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN
        return "${object[5] == 1 ? 'little' : 'big'} ${java.nio.ByteBuffer.wrap(object).order(order).getShort(18)}"
    }

    /** What would tell on which machine something was built. */
    List<String> machineNames() {
        def names = [directory.path, directory.canonicalPath, System.getProperty('user.home'),
                     context.sharedCache as String, context.localRepositoryPath.toString(),
                     InetAddress.localHost.hostName]
        // root would be found everywhere, with no harm in it.
        if (System.getProperty('user.name').length() > 3 && System.getProperty('user.name') != 'root') {
            names += System.getProperty('user.name')
        }
        // Shorter ones are words as well, and would be found by chance.
        return names.findAll { it.length() > 3 }.unique()
    }

    /** Fails if a file's bytes hold one of the names, as UTF-8 or as UTF-16. */
    static void assertSilent(String file, byte[] bytes, List<String> names) {
        def text = new String(bytes, 'ISO-8859-1')
        names.each { name ->
            ['UTF-8', 'UTF-16LE', 'UTF-16BE'].each { charset ->
                assert !text.contains(new String(name.getBytes(charset), 'ISO-8859-1')): "$file tells $name"
            }
        }
    }

    /** The output of a program that has to succeed. */
    static String output(File directory, String... command) {
        def process = new ProcessBuilder(command).directory(directory).redirectErrorStream(true).start()
        def text = process.inputStream.getText('UTF-8')
        assert process.waitFor() == 0: text
        return text
    }
}
