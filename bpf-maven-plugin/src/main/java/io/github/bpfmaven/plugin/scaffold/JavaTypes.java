package io.github.bpfmaven.plugin.scaffold;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import com.palantir.javapoet.ClassName;

/** Classes that generated code names again and again: a name that JavaPoet has taken apart once keeps its parts. */
final class JavaTypes {
    static final ClassName ARRAYS = ClassName.get(Arrays.class);
    static final ClassName BIG_INTEGER = ClassName.get(BigInteger.class);
    static final ClassName BYTE_BUFFER = ClassName.get(ByteBuffer.class);
    static final ClassName BYTE_ORDER = ClassName.get(ByteOrder.class);
    static final ClassName ILLEGAL_ARGUMENT_EXCEPTION = ClassName.get(IllegalArgumentException.class);
    static final ClassName ILLEGAL_STATE_EXCEPTION = ClassName.get(IllegalStateException.class);
    static final ClassName LIST = ClassName.get(List.class);
    static final ClassName OBJECT = ClassName.get(Object.class);
    static final ClassName OBJECTS = ClassName.get(Objects.class);
    static final ClassName OVERRIDE = ClassName.get(Override.class);
    static final ClassName STRING = ClassName.get(String.class);

    private JavaTypes() {}
}
