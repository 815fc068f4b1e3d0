package io.github.bpfmaven.plugin.scaffold;

import java.util.Set;

/**
 * Class names that a generated type can't have, since the code around it means other classes by them: those of
 * {@code java.lang} in Java 17, and those that generated code imports.
 */
final class ReservedNames {
    private static final String TEXT = """
            AbstractMethodError Appendable ApplicationShutdownHooks ArithmeticException ArrayIndexOutOfBoundsException
            ArrayStoreException AssertionError AutoCloseable Boolean BootstrapMethodError Byte Character CharSequence Class
            ClassCastException ClassCircularityError ClassFormatError ClassLoader ClassNotFoundException ClassValue
            CloneNotSupportedException Cloneable Comparable Compiler Deprecated Double Enum EnumConstantNotPresentException
            Error Exception ExceptionInInitializerError Float FunctionalInterface IllegalAccessError IllegalAccessException
            IllegalArgumentException IllegalCallerException IllegalMonitorStateException IllegalStateException
            IllegalThreadStateException IncompatibleClassChangeError IndexOutOfBoundsException InheritableThreadLocal
            InstantiationError InstantiationException Integer InternalError InterruptedException Iterable
            LayerInstantiationException LinkageError Long Math Module ModuleLayer NegativeArraySizeException
            NoClassDefFoundError NoSuchFieldError NoSuchFieldException NoSuchMethodError NoSuchMethodException
            NullPointerException Number NumberFormatException Object OutOfMemoryError Override Package Process
            ProcessBuilder ProcessHandle Readable Record ReflectiveOperationException Runnable Runtime RuntimeException
            RuntimePermission SafeVarargs SecurityException SecurityManager Short StackOverflowError StackTraceElement
            StackWalker StrictMath String StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings System
            Thread ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError UnsatisfiedLinkError
            UnsupportedClassVersionError UnsupportedOperationException VerifyError VirtualMachineError Void

            Arrays BigInteger ByteArrayInputStream ByteBuffer ByteOrder FileSystemException Files IOException InputStream List
            Objects Optional Path Retention RetentionPolicy
            StandardCopyOption StandardOpenOption UUID UncheckedIOException
            """;

    private static final Set<String> ALL = Set.of(TEXT.trim().split("\\s+"));

    private ReservedNames() {}

    static Set<String> all() {
        return ALL;
    }
}
