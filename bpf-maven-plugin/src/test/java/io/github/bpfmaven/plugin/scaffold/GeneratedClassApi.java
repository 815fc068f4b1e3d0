package io.github.bpfmaven.plugin.scaffold;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Calls a generated class as its user would, and throws what it throws. */
record GeneratedClassApi(Class<?> type) {
    String resourceFor(ByteOrder order, String osArch) throws Exception {
        return (String) call("resourceFor", new Class<?>[] {ByteOrder.class, String.class}, order, osArch);
    }

    String resourceName() throws Exception {
        return (String) call("resourceName", new Class<?>[0]);
    }

    byte[] bytes() throws Exception {
        return (byte[]) call("bytes", new Class<?>[0]);
    }

    InputStream open() throws Exception {
        return (InputStream) call("open", new Class<?>[0]);
    }

    ByteBuffer buffer() throws Exception {
        return (ByteBuffer) call("buffer", new Class<?>[0]);
    }

    Path copyTo(Path file) throws Exception {
        return (Path) call("copyTo", new Class<?>[] {Path.class}, file);
    }

    /** The constants of a nested enum, each followed by what its accessor gives. */
    List<String> constants(String nested, String accessor) throws Exception {
        Class<?> type = this.type.getClassLoader().loadClass(this.type.getName() + "$" + nested);
        var method = type.getMethod(accessor);
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> {
                    try {
                        return ((Enum<?>) constant).name() + "=" + method.invoke(constant);
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    /** The descriptors of maps, each followed by what its accessor gives. */
    List<String> maps(String accessor) throws Exception {
        Class<?> maps = type.getClassLoader().loadClass(type.getName() + "$Maps");
        var method = type.getClassLoader().loadClass(type.getName() + "$BpfMap").getMethod(accessor);
        List<String> found = new ArrayList<>();
        for (var field : maps.getFields()) {
            found.add(field.getName() + "=" + method.invoke(field.get(null)));
        }
        return found;
    }

    private Object call(String method, Class<?>[] types, Object... arguments) throws Exception {
        try {
            return type.getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
