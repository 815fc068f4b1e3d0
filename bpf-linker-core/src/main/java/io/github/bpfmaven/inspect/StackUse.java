package io.github.bpfmaven.inspect;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.instruction.Instruction.InstructionClass;
import io.github.bpfmaven.instruction.Instruction.Mode;

/**
 * How much of its stack frame a function uses, as its code shows it: the furthest byte below the frame pointer that an
 * instruction reads or writes, or whose address it hands on.
 *
 * <p>Followed are copies of the frame pointer with constant distances from it, along all paths. The verifier does the same
 * ({@code update_stack_depth} in {@code kernel/bpf/verifier.c}), but knows also which paths are taken and what a called
 * function does with an address, and takes some saved registers out: it may say less. It says more where a distance is in a
 * register.
 */
final class StackUse {
    private static final int SLOT = 8;
    private static final int REGISTERS = 16;
    private static final int FRAME_POINTER = 10;
    private static final int LAST_ARGUMENT = 5;

    /** No pointer into the frame. */
    private static final int NONE = 1;

    /** Further down than any frame reaches ({@code MAX_BPF_STACK} is 512): a pointer is not followed there. */
    private static final int DEEPEST = -4096;

    /** How often an instruction is looked at again; each time some pointer has been found further down. */
    private static final int VISITS = 64;

    private final List<Instruction> instructions;
    private final Map<Integer, Integer> indices = new HashMap<>();
    private final int[][] states;
    private final int[] visits;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int depth;

    private StackUse(List<Instruction> instructions) {
        this.instructions = instructions;
        this.states = new int[instructions.size()][];
        this.visits = new int[instructions.size()];
        for (int i = 0; i < instructions.size(); i++) {
            indices.put(instructions.get(i).slot(), i);
        }
    }

    /** In bytes, 0 if the frame is not used; a multiple of 8, as the verifier counts slots of that size. */
    static int of(List<Instruction> instructions) {
        StackUse use = new StackUse(instructions);
        if (!instructions.isEmpty()) {
            int[] start = new int[REGISTERS];
            Arrays.fill(start, NONE);
            start[FRAME_POINTER] = 0;
            use.enter(0, start);
            while (!use.open.isEmpty()) {
                use.step(use.open.pop());
            }
        }
        return (use.depth + SLOT - 1) / SLOT * SLOT;
    }

    private void enter(int index, int[] state) {
        if (index >= states.length || visits[index] >= VISITS) {
            return;
        }
        if (states[index] == null) {
            states[index] = state.clone();
        } else if (!deepen(states[index], state)) {
            return;
        }
        visits[index]++;
        open.push(index);
    }

    /** Whether the state has changed. */
    private static boolean deepen(int[] known, int[] other) {
        boolean changed = false;
        for (int i = 0; i < REGISTERS; i++) {
            if (other[i] != NONE && (known[i] == NONE || other[i] < known[i])) {
                known[i] = other[i];
                changed = true;
            }
        }
        return changed;
    }

    private void step(int index) {
        Instruction instruction = instructions.get(index);
        int[] state = states[index].clone();
        apply(instruction, state);
        if (instruction.isJump()) {
            Integer target =
                    instruction.target() == (int) instruction.target() ? indices.get((int) instruction.target()) : null;
            if (target != null) {
                enter(target, state);
            }
        }
        if (!instruction.isJumpAlways() && !instruction.isExit()) {
            enter(index + 1, state);
        }
    }

    private void apply(Instruction instruction, int[] state) {
        int destination = instruction.destination();
        switch (instruction.instructionClass()) {
            case LD -> state[instruction.isLoad64() ? destination : 0] = NONE;
            case LDX -> {
                access(state[instruction.source()], instruction.offset());
                state[destination] = NONE;
            }
            case ST -> access(state[destination], instruction.offset());
            case STX -> store(instruction, state);
            case ALU -> state[destination] = NONE;
            case ALU64 -> arithmetic(instruction, state);
            case JMP, JMP32 -> call(instruction, state);
        }
        // No code changes it; damaged code may seem to.
        state[FRAME_POINTER] = 0;
    }

    private void store(Instruction instruction, int[] state) {
        access(state[instruction.destination()], instruction.offset());
        access(state[instruction.source()], 0);
        if (instruction.mode() == Mode.ATOMIC && (instruction.immediate() & 1) != 0) {
            state[instruction.source()] = NONE;
        }
    }

    private static void arithmetic(Instruction instruction, int[] state) {
        int destination = instruction.destination();
        boolean adds = instruction.operation() == 0x0;
        boolean moves = instruction.operation() == 0xb && instruction.offset() == 0;
        if (moves) {
            state[destination] = instruction.usesSource() ? state[instruction.source()] : NONE;
        } else if (adds && !instruction.usesSource() && state[destination] != NONE) {
            long moved = state[destination] + instruction.immediate();
            state[destination] = moved < DEEPEST || moved > 0 ? NONE : (int) moved;
        } else if (adds && instruction.usesSource()) {
            // An index: how far it leads is not known here, the pointer it starts from is.
            state[destination] = deeper(state[destination], state[instruction.source()]);
        } else {
            state[destination] = NONE;
        }
    }

    private static int deeper(int one, int other) {
        return one == NONE ? other : other == NONE ? one : Math.min(one, other);
    }

    private void call(Instruction instruction, int[] state) {
        if (!instruction.isCall() || instruction.instructionClass() != InstructionClass.JMP) {
            return;
        }
        for (int argument = 1; argument <= LAST_ARGUMENT; argument++) {
            access(state[argument], 0);
        }
        Arrays.fill(state, 0, LAST_ARGUMENT + 1, NONE);
    }

    private void access(int pointer, int offset) {
        if (pointer != NONE && pointer + offset < 0) {
            depth = Math.max(depth, -(pointer + offset));
        }
    }
}
