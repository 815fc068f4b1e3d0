/** What an object would tell a reader: code and its costs, maps, variables, the kernel that it needs, paths that it carries. */
@NullMarked
package io.github.bpfmaven.inspect;

import org.jspecify.annotations.NullMarked;
