/** Results of earlier builds, kept by the digest of what they were made from; knows nothing of what is in them. */
@NullMarked
package io.github.bpfmaven.plugin.cache;

import org.jspecify.annotations.NullMarked;
