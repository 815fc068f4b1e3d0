package io.github.bpfmaven.loader.code;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.relocation.CoreResolution;
import io.github.bpfmaven.relocation.CoreSpec;

/**
 * Puts what CO-RE relocations come to into the instructions.
 *
 * <p>Source: {@code bpf_core_patch_insn} and {@code bpf_core_calc_relo} in {@code src/relo_core.c} of libbpf 1.8.
 */
public final class CorePatches {
    /** The helper that a relocation without an answer calls: libbpf's {@code 0xbad2310}. */
    public static final int BAD_RELOCATION = 195896080;

    private static final int CLASS_BITS = 0x07;
    private static final int MODE_BITS = 0xe0;
    private static final int SIZE_BITS = 0x18;
    private static final int SOURCE_IS_REGISTER = 0x08;
    private static final int LD = 0;
    private static final int LDX = 1;
    private static final int ST = 2;
    private static final int STX = 3;
    private static final int ALU = 4;
    private static final int ALU64 = 7;

    private final ObjectCode code;

    public CorePatches(ObjectCode code) {
        this.code = code;
    }

    /**
     * Changes the code.
     *
     * @param resolutions one for each of the object's relocations
     * @throws BpfLoadException if an instruction can't take its number
     */
    public void apply(BpfObject object, List<CoreResolution> resolutions) throws BpfLoadException {
        for (int i = 0; i < resolutions.size(); i++) {
            BpfCoreRelocation relocation = object.coreRelocations().get(i);
            long base = relocation.function().map(function -> function.offset()).orElse(0L);
            long instruction = (base + relocation.offset()) / Code.SIZE;
            Optional<FunctionCode> function = code.find(relocation.section(), instruction);
            if (function.isPresent()) {
                patch(
                        function.get(),
                        (int) (instruction - function.get().start()),
                        resolutions.get(i),
                        Access.of(object.btf().orElseThrow(), relocation, resolutions.get(i)));
            }
        }
    }

    private static void patch(FunctionCode function, int index, CoreResolution resolution, Access access)
            throws BpfLoadException {
        Code instructions = function.code();
        OptionalLong value = resolution.value();
        int opcode = instructions.opcode(index);
        if (value.isEmpty() || isMemory(opcode) && access.isWrong()) {
            if (instructions.isLoad64(index)) {
                instructions.poison(index + 1, BAD_RELOCATION);
            }
            instructions.poison(index, BAD_RELOCATION);
            return;
        }
        long number = value.getAsLong();
        switch (opcode & CLASS_BITS) {
            case ALU, ALU64 -> {
                require((opcode & SOURCE_IS_REGISTER) == 0, function, index, "takes no number");
                instructions.setImmediate(index, (int) number);
            }
            case LDX, ST, STX -> {
                require(
                        number >= 0 && number <= Short.MAX_VALUE,
                        function,
                        index,
                        "has no room for the offset " + number + ": read the field with bpf_core_read");
                instructions.setOffset(index, (int) number);
                if (access.localSize() != access.kernelSize()) {
                    resize(function, index, opcode, access);
                }
            }
            case LD -> {
                require(instructions.isLoad64(index), function, index, "is no 64-bit load");
                instructions.setImmediate(index, (int) number);
                instructions.setImmediate(index + 1, (int) (number >>> Integer.SIZE));
            }
            default -> require(false, function, index, "is of a kind that has no CO-RE relocations");
        }
    }

    private static void resize(FunctionCode function, int index, int opcode, Access access) throws BpfLoadException {
        require(
                sizeOf(opcode) == access.localSize(),
                function,
                index,
                "accesses " + sizeOf(opcode) + " bytes of a field of " + access.localSize());
        int bits = switch ((int) access.kernelSize()) {
            case 1 -> 0x10;
            case 2 -> 0x08;
            case 4 -> 0x00;
            case 8 -> 0x18;
            default -> -1;
        };
        require(bits >= 0, function, index, "can't access the " + access.kernelSize() + " bytes that the field has");
        function.code().setOpcode(index, opcode & (MODE_BITS | CLASS_BITS) | bits);
    }

    private static int sizeOf(int opcode) {
        return switch (opcode & SIZE_BITS) {
            case 0x00 -> 4;
            case 0x08 -> 2;
            case 0x10 -> 1;
            default -> 8;
        };
    }

    private static boolean isMemory(int opcode) {
        int kind = opcode & CLASS_BITS;
        return kind == LDX || kind == ST || kind == STX;
    }

    private static void require(boolean good, FunctionCode function, int index, String problem)
            throws BpfLoadException {
        if (!good) {
            throw new BpfLoadException(
                    function.part(), "instruction " + index + " has a CO-RE relocation, but " + problem);
        }
    }

    /**
     * How many bytes are accessed.
     *
     * @param localSize that of the field in the object's types; 0 if it does not matter
     * @param kernelSize that of the field in the kernel's types
     * @param isWrong whether the sizes differ in a way that gives wrong values: of what is signed, or no number
     */
    record Access(long localSize, long kernelSize, boolean isWrong) {
        private static final Access ANY = new Access(0, 0, false);

        static Access of(Btf local, BpfCoreRelocation relocation, CoreResolution resolution) {
            if (relocation.number() != Kind.FIELD_BYTE_OFFSET.number()
                    || !(resolution instanceof CoreResolution.Found found)) {
                return ANY;
            }
            CoreSpec target = found.targets().get(0);
            Optional<AccessedField> ours = AccessedField.of(local, relocation);
            Optional<AccessedField> theirs = AccessedField.of(target);
            if (ours.isEmpty() || theirs.isEmpty()) {
                return ANY;
            }
            long before = ours.get().size();
            long now = theirs.get().size();
            return new Access(before, now, before != now && !ours.get().mayBeWidened(theirs.get()));
        }
    }
}
