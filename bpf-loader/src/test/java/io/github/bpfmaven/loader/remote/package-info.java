@NullMarked
package io.github.bpfmaven.loader.remote;

import org.jspecify.annotations.NullMarked;
