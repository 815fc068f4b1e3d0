/** Reports as JSON. */
@NullMarked
package io.github.bpfmaven.plugin.json;

import org.jspecify.annotations.NullMarked;
