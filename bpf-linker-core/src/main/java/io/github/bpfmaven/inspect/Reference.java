package io.github.bpfmaven.inspect;

import java.util.Optional;

import io.github.bpfmaven.object.BpfFunction;

/** What an instruction calls, or whose address it loads. */
public sealed interface Reference {
    /** As a listing shows it. */
    String text();

    /** A call of a helper. @param helper nothing if Linux 6.18 has none of that number */
    record HelperCall(long number, Optional<BpfHelper> helper) implements Reference {
        @Override
        public String text() {
            return helper.map(known -> "helper " + known.name()).orElse("helper " + number + ", which is not known");
        }
    }

    /** A call of a function of the kernel's by its name. */
    record KfuncCall(String name) implements Reference {
        @Override
        public String text() {
            return "kfunc " + name;
        }
    }

    /** A call of a function of the object. */
    record SubprogramCall(BpfFunction function) implements Reference {
        @Override
        public String text() {
            return "subprogram " + function.name();
        }
    }

    /** The address of a function of the object, for a helper that calls it back. */
    record FunctionAddress(BpfFunction function) implements Reference {
        @Override
        public String text() {
            return "address of subprogram " + function.name();
        }
    }

    /** A map. */
    record MapAddress(String name) implements Reference {
        @Override
        public String text() {
            return "map " + name;
        }
    }

    /**
     * Data of the object's.
     *
     * @param section its section
     * @param variable the variable there; nothing for literals
     * @param offset in bytes, in the variable or else in the section
     */
    record DataAddress(String section, Optional<String> variable, long offset) implements Reference {
        @Override
        public String text() {
            String place = offset == 0 ? "" : " + 0x" + Long.toHexString(offset);
            return variable.map(name -> name + place + " in " + section).orElse(section + place);
        }
    }

    /** Something that the loader finds in the kernel, or in its configuration. */
    record ExternAddress(String name) implements Reference {
        @Override
        public String text() {
            return "extern " + name;
        }
    }

    /** What an object that is whole does not have: a relocation that leads nowhere. */
    record Unknown(String what) implements Reference {
        @Override
        public String text() {
            return what;
        }
    }
}
