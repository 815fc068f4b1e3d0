package io.github.bpfmaven.relocation;

import java.util.Optional;

/**
 * One step to what a relocation is about, as far as it has a meaning of its own: a member with a name, an element, an
 * enumerator. Members without a name are no step.
 *
 * @param type the id of the struct, union or enum that is stepped into; of an element, its own type. No typedef or qualifier
 * @param index of the member, the element or the enumerator
 * @param name of the member or the enumerator; nothing for an element
 */
public record CoreAccess(int type, int index, Optional<String> name) {}
