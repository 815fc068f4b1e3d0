/** What editors need to know of a project: how its C sources are compiled, and what is wrong with them. */
@NullMarked
package io.github.bpfmaven.plugin.editor;

import org.jspecify.annotations.NullMarked;
