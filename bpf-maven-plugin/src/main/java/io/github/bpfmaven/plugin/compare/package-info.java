/** What differs between two things, as somebody who reviews a change wants to see it. */
@NullMarked
package io.github.bpfmaven.plugin.compare;

import org.jspecify.annotations.NullMarked;
