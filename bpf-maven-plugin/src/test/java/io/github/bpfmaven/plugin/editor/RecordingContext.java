package io.github.bpfmaven.plugin.editor;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;
import org.jspecify.annotations.Nullable;

import static java.lang.reflect.Proxy.newProxyInstance;

/** An IDE that writes down what it is told. */
public final class RecordingContext {
    private final List<String> calls = new ArrayList<>();

    /** What is asked of it, in order; names of files without their directories. */
    public List<String> calls() {
        return calls;
    }

    /** The IDE. */
    public BuildContext context() {
        return (BuildContext) newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BuildContext.class}, (proxy, method, arguments) -> {
                    var text = new StringBuilder(method.getName());
                    for (Object argument : arguments) {
                        text.append(' ').append(text(argument));
                    }
                    calls.add(text.toString());
                    return null;
                });
    }

    private static Object text(@Nullable Object argument) {
        return argument instanceof File file ? file.getName() : String.valueOf(argument);
    }

    /** Maven by itself, without an IDE. */
    public static Ide plain() {
        var older = new org.sonatype.plexus.build.incremental.DefaultBuildContext();
        return new Ide(() -> new DefaultBuildContext(older), () -> older);
    }

    /** The same as the goals get it. */
    public Ide ide() {
        return new Ide(this::context, org.sonatype.plexus.build.incremental.DefaultBuildContext::new);
    }
}
