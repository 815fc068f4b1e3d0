package io.github.bpfmaven.loader;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.loader.types.KernelTypes.ModuleTypes;

/**
 * A table of functions of the kernel that is to be made.
 *
 * @param name of its variable
 * @param type the id of its type in the kernel's BTF or a module's
 * @param valueType the id of the type of the map's value, which the table is a part of
 * @param module where these types are; nothing for the kernel
 * @param value what the map is given, but for the functions; not copied
 * @param functions what is in it
 * @param byLink whether it takes effect by a link
 * @param created whether it is made unless asked for
 */
record StructOpsPlan(
        String name,
        int type,
        int valueType,
        Optional<ModuleTypes> module,
        byte[] value,
        List<Function> functions,
        boolean byLink,
        boolean created) {
    /**
     * A function in it.
     *
     * @param program its name
     * @param member the index of the member in the kernel's type
     * @param offset of the member in the map's value, in bytes
     */
    record Function(String program, int member, int offset) {}

    String part() {
        return "struct_ops '" + name + "'";
    }
}
