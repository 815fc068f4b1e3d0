/** What objects would tell a reader: found in files, jars and projects, written as text or JSON. */
@NullMarked
package io.github.bpfmaven.plugin.inspect;

import org.jspecify.annotations.NullMarked;
