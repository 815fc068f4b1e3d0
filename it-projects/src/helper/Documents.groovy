import groovy.xml.XmlParser

/** Code blocks of the documentation, and what a comment in front of each says about how it is checked. */
class Documents {
    /**
     * A block.
     *
     * mark: what the comment right before it says: 'in: PROJECT' with commands to run first in its further lines, or
     * 'not run: REASON'; empty if there is none
     */
    static class Block {
        String where
        String language
        String text
        String mark

        /** The project that commands are run in; null if they are not run. */
        String project() {
            return mark.startsWith('in: ') ? mark.readLines()[0].substring(4).strip() : null
        }

        List<String> preparation() {
            return mark.readLines().drop(1)*.strip().findAll()
        }

        boolean isLeftOut() {
            return mark ==~ /(?s)not run: .{5,}/
        }

        /** Commands, each with the lines that it is to print. Without a command, what the preparation's last one prints. */
        List<Tuple2<String, List<String>>> steps() {
            def steps = []
            def lines = text.readLines()
            while (lines) {
                def line = lines.remove(0)
                if (line.startsWith('$ ')) {
                    while (line.endsWith('\\')) {
                        line = line[0..-2] + lines.remove(0)
                    }
                    steps << new Tuple2(line.substring(2), [])
                } else {
                    if (!steps) {
                        steps << new Tuple2('', [])
                    }
                    steps.last().v2 << line
                }
            }
            return steps
        }
    }

    static List<Block> of(File root) {
        def files = [new File(root, 'README.md')]
        new File(root, 'docs').eachFileMatch(~/.*\.md/) { files << it }
        return files.sort { it.name }.collectMany { blocks(it) }
    }

    private static List<Block> blocks(File file) {
        def blocks = []
        def lines = file.readLines('UTF-8')
        def mark = ''
        for (int i = 0; i < lines.size(); i++) {
            if (lines[i].startsWith('<!-- ')) {
                def from = i
                while (!lines[i].contains('-->')) {
                    i++
                }
                mark = lines[from..i].join('\n').replaceFirst(/^<!-- /, '').replaceFirst(/\s*-->\s*$/, '')
            } else if (lines[i].startsWith('```')) {
                def from = i
                i++
                while (!lines[i].startsWith('```')) {
                    i++
                }
                blocks << new Block(where: "${file.name}:${from + 1}", language: lines[from].substring(3).strip(),
                        text: from + 1 < i ? lines[(from + 1)..(i - 1)].join('\n') : '', mark: mark)
                mark = ''
            } else if (!lines[i].isBlank()) {
                mark = ''
            }
        }
        return blocks
    }

    /** A POM's part around a snippet of it, so that Maven takes the snippet as a user's. */
    static String pom(Block block, String version) {
        // Two elements side by side are written without the one around them.
        def roots = new XmlParser().parseText("<all>${block.text}</all>").children()
        def name = roots[0].name().toString()
        def plugin = { inner -> """<plugin><groupId>io.github.bpf-maven</groupId><artifactId>bpf-maven-plugin</artifactId>
            <version>$version</version>$inner</plugin>""" }
        def execution = { inner -> plugin("<executions><execution><id>all</id>$inner</execution></executions>") }
        def build = { inner -> "<build><plugins>$inner</plugins></build>" }
        switch (name) {
            case 'plugin': return build(block.text.contains('<version>') ? block.text :
                    block.text.replaceFirst('</artifactId>', "</artifactId><version>$version</version>"))
            case 'plugins': return "<build>${block.text}</build>"
            case ['build', 'reporting']: return block.text
            case 'execution': return build(plugin("<executions>${block.text}</executions>"))
            case 'executions': return build(plugin(block.text))
            case 'dependency': return "<dependencies>${block.text}</dependencies>"
            case 'properties': return block.text
            case 'configuration': return build(execution("${goals(block.text)}${block.text}"))
            default: return build(execution("${goals(block.text)}<configuration>${block.text}</configuration>"))
        }
    }

    /** Which goal has such a parameter. */
    private static String goals(String parameters) {
        def goal = parameters =~ /<(tests|kernels|baseline|growth|unavailable|local)>/ ? 'verify' :
                parameters =~ /<btfs>/ ? 'min-core-btf' : 'compile'
        return "<goals><goal>$goal</goal></goals>"
    }

    /** The first expected line that is not in the output behind the one before it; null if all are. '…' is for anything. */
    static String missing(List<String> expected, String output) {
        // Debian's Maven 3.8 resets colours even where it uses none.
        def actual = output.replaceAll(/\u001b\[[0-9;]*m/, '').readLines()*.stripTrailing()
        def at = 0
        for (line in expected*.stripTrailing().findAll { it && it != '…' }) {
            // Maven's own words around a message are left out.
            def pattern = /(\[\w+\] +)?(Failed to execute goal .*?: )?/ + line.split('…', -1).collect { java.util.regex.Pattern.quote(it) }.join('.*')
            while (at < actual.size() && !(actual[at] ==~ pattern)) {
                at++
            }
            if (at++ >= actual.size()) {
                return line
            }
        }
        return null
    }
}
