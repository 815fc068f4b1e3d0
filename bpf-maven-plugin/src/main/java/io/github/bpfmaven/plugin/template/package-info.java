/**
 * Code that is the same in every generated class. It is compiled and tested here, and copied as text: members of these
 * classes begin with their Javadoc and are separated by blank lines; only what a generated class calls is copied. Of other
 * packages nothing is imported but {@code ByteBuffer} and {@code ByteOrder}, which every generated class imports.
 */
@NullMarked
package io.github.bpfmaven.plugin.template;

import org.jspecify.annotations.NullMarked;
