package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.LocalKernel;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.loader.kernel.SystemCall;

/** This kernel, which refuses what Linux 5.2 did not know: kinds of BTF, shared arrays, helpers, bound maps, some commands. */
final class OlderKernel implements Kernel {
    private static final int MAP_CREATE = 0;
    private static final int PROG_LOAD = 5;
    private static final int BTF_LOAD = 18;
    private static final int LOOKUP_BATCH = 24;
    private static final List<Integer> NEWER_HELPERS = List.of(112, 113, 114, 115, 160, 174);

    private final Kernel kernel = LocalKernel.open();
    private int limits;

    /** How often the limit of locked memory was set. */
    int limits() {
        return limits;
    }

    @Override
    public Machine machine() {
        return kernel.machine();
    }

    @Override
    public long call(SystemCall call, Argument... arguments) throws IOException {
        if (call == SystemCall.PRLIMIT64) {
            limits++;
        }
        if (call == SystemCall.BPF) {
            var command = (int) ((Argument.Word) arguments[0]).value();
            if (command >= LOOKUP_BATCH || !knows(command, (Block) arguments[1])) {
                return -Errno.EINVAL.number();
            }
        }
        return kernel.call(call, arguments);
    }

    private boolean knows(int command, Block attributes) {
        return switch (command) {
            case MAP_CREATE -> (attributes.getInt(16) & MapCreate.MMAPABLE) == 0;
            case PROG_LOAD -> {
                var code = attributes.pointers().get(0).target();
                for (var at = 0; at < code.size(); at += 8) {
                    var isCall = (code.bytes().get(at) & 0xff) == 0x85
                            && code.bytes().get(at + 1) == 0;
                    var helper = Integer.reverseBytes(code.getInt(at + 4));
                    if (isCall && NEWER_HELPERS.contains(helper)) {
                        yield false;
                    }
                }
                yield true;
            }
            case BTF_LOAD -> knows(attributes.pointers().get(0).target());
            default -> true;
        };
    }

    private boolean knows(Block section) {
        try {
            return Btf.read(section.getBytes(0, section.size()), byteOrder()).types().stream()
                    .noneMatch(OlderKernel::isNewer);
        } catch (BtfFormatException damaged) {
            return false;
        }
    }

    private static boolean isNewer(BtfType type) {
        return type.kind().compareTo(BtfKind.DATASEC) > 0
                || type instanceof BtfType.Func function && function.linkage() == BtfLinkage.GLOBAL
                || type instanceof BtfType.Enum values && values.signed();
    }

    @Override
    public Mapping map(int descriptor, long offset, long length, boolean writable) throws IOException {
        return kernel.map(descriptor, offset, length, writable);
    }

    @Override
    public Mapping mapAt(long address, int descriptor, long length) throws IOException {
        return kernel.mapAt(address, descriptor, length);
    }

    @Override
    public int pageSize() {
        return kernel.pageSize();
    }

    @Override
    public void close() throws IOException {
        kernel.close();
    }
}
