package io.github.bpfmaven.loader.types;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.loader.command.Bpf;
import io.github.bpfmaven.loader.command.Links;
import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.command.ProgramAnswer;
import io.github.bpfmaven.loader.command.ProgramLoad;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.object.MapType;
import io.github.bpfmaven.object.ProgramType;

/**
 * What a kernel can do. Each is tried once, when it is first asked for. For use by several threads.
 *
 * <p>Source: {@code src/features.c} of libbpf 1.8.
 */
public final class Features {
    private static final int PROBE_READ_KERNEL = 113;
    private static final int KTIME_GET_COARSE_NS = 160;
    private static final int GET_ATTACH_COOKIE = 174;
    private static final int LOG = 4096;

    private final Bpf bpf;
    private final Map<Feature, Boolean> known = new EnumMap<>(Feature.class);

    Features(Bpf bpf) {
        this.bpf = bpf;
    }

    /** Whether the kernel can do that. A process without the right to try is told that it can't. */
    public synchronized boolean has(Feature feature) throws IOException {
        Boolean answer = known.get(feature);
        if (answer == null) {
            answer = probe(feature);
            known.put(feature, answer);
        }
        return answer;
    }

    private boolean probe(Feature feature) throws IOException {
        BtfType.Int integer = new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32);
        BtfType.Var variable = new BtfType.Var("x", 1, BtfLinkage.STATIC);
        return switch (feature) {
            case NAMES -> loads(ProgramType.SOCKET_FILTER, "probe", 0, exit());
            case EXPECTED_ATTACH_TYPE ->
                loads(ProgramType.CGROUP_SOCK, "", AttachType.CGROUP_INET_SOCK_CREATE.number(), exit());
            case BTF -> takes(List.of(integer));
            case BTF_FUNCTIONS -> takes(function(integer, BtfLinkage.STATIC));
            case BTF_GLOBAL_FUNCTIONS -> takes(function(integer, BtfLinkage.GLOBAL));
            case BTF_SECTIONS -> takes(List.of(integer, variable, section(".data")));
            case BTF_QUESTION_MARKS -> takes(List.of(integer, variable, section("?.data")));
            case BTF_FLOATS -> takes(List.of(new BtfType.Float("float", 4)));
            case BTF_DECLARATION_TAGS -> takes(List.of(integer, variable, new BtfType.DeclTag("tag", 2, -1, false)));
            case BTF_TYPE_TAGS -> takes(List.of(integer, new BtfType.TypeTag("tag", 1, false), new BtfType.Ptr(2)));
            case BTF_ENUM64 -> takes(List.of(new BtfType.Enum64("e64", 8, false, List.of())));
            case GLOBAL_DATA -> hasGlobalData();
            case MAPPED_ARRAYS -> makes(MapCreate.plain(MapType.ARRAY.number(), 4, 4, 1, MapCreate.MMAPABLE));
            case PROBE_READ_KERNEL ->
                loads(
                        ProgramType.TRACEPOINT,
                        "",
                        0,
                        code().copy(1, 10)
                                .add(1, -8)
                                .set(2, 8)
                                .set(3, 0)
                                .call(PROBE_READ_KERNEL)
                                .exit()
                                .bytes());
            case MEMORY_BY_CGROUP ->
                loads(
                        ProgramType.SOCKET_FILTER,
                        "",
                        0,
                        code().call(KTIME_GET_COARSE_NS).exit().bytes());
            case BOUND_MAPS -> canBind();
            case LARGE_OFFSETS -> hasLargeOffsets();
            case PERF_LINKS -> hasPerfLinks();
            case COOKIES ->
                loads(
                        ProgramType.KPROBE,
                        "",
                        0,
                        code().call(GET_ATTACH_COOKIE).exit().bytes());
        };
    }

    private static List<BtfType> function(BtfType integer, BtfLinkage linkage) {
        return List.of(
                integer, new BtfType.FuncProto(0, List.of(new BtfParam("a", 1))), new BtfType.Func("x", 2, linkage));
    }

    private static BtfType section(String name) {
        return new BtfType.DataSec(name, 4, List.of(new BtfVarSecInfo(2, 0, 4)));
    }

    private ProbeCode code() {
        return new ProbeCode(bpf.kernel().byteOrder());
    }

    private byte[] exit() {
        return code().set(0, 0).exit().bytes();
    }

    private boolean loads(ProgramType type, String name, int attachType, byte[] instructions) throws IOException {
        ProgramAnswer answer = bpf.load(ProgramLoad.plain(type.number(), instructions, name, attachType), 0, 0);
        if (answer instanceof ProgramAnswer.Loaded loaded) {
            loaded.program().close();
            return true;
        }
        return false;
    }

    private boolean takes(List<BtfType> types) throws IOException {
        try (Descriptor btf =
                bpf.loadBtf(Btf.of(bpf.kernel().byteOrder(), types).write(), Optional.<Block>empty())) {
            return !btf.isClosed();
        } catch (SystemCallException refused) {
            return false;
        }
    }

    private boolean makes(MapCreate map) throws IOException {
        try (Descriptor made = bpf.createMap(map)) {
            return !made.isClosed();
        } catch (SystemCallException refused) {
            return false;
        }
    }

    private boolean hasGlobalData() throws IOException {
        try (Descriptor map = bpf.createMap(MapCreate.plain(MapType.ARRAY.number(), 4, 32, 1, 0))) {
            return loads(
                    ProgramType.SOCKET_FILTER,
                    "",
                    0,
                    code().mapValue(1, map.number(), 16)
                            .store(1, 42)
                            .set(0, 0)
                            .exit()
                            .bytes());
        } catch (SystemCallException refused) {
            return false;
        }
    }

    /** It refuses this one either way, for it is behind the end; older kernels say that no offset may be so large. */
    private boolean hasLargeOffsets() throws IOException {
        try (Descriptor map = bpf.createMap(MapCreate.plain(MapType.ARRAY.number(), 4, 1, 1, 0))) {
            byte[] instructions =
                    code().mapValue(1, map.number(), 1 << 30).exit().bytes();
            ProgramLoad load = ProgramLoad.plain(ProgramType.SOCKET_FILTER.number(), instructions, "", 0);
            return bpf.load(load, 1, LOG) instanceof ProgramAnswer.Refused refused
                    && refused.log().contains("invalid access to map value pointer");
        } catch (SystemCallException refused) {
            return false;
        }
    }

    private boolean canBind() throws IOException {
        ProgramAnswer answer = bpf.load(ProgramLoad.plain(ProgramType.SOCKET_FILTER.number(), exit(), "", 0), 0, 0);
        if (!(answer instanceof ProgramAnswer.Loaded loaded)) {
            return false;
        }
        try (Descriptor program = loaded.program();
                Descriptor map = bpf.createMap(MapCreate.plain(MapType.ARRAY.number(), 4, 32, 1, 0))) {
            bpf.bind(program.number(), map.number());
            return true;
        } catch (SystemCallException refused) {
            return false;
        }
    }

    /** A kernel that knows such links looks for the event first, and says that there is none. */
    private boolean hasPerfLinks() throws IOException {
        ProgramAnswer answer = bpf.load(ProgramLoad.plain(ProgramType.TRACEPOINT.number(), exit(), "", 0), 0, 0);
        if (!(answer instanceof ProgramAnswer.Loaded loaded)) {
            return false;
        }
        try (Descriptor program = loaded.program();
                Descriptor link =
                        new Links(bpf.kernel()).create(program.number(), -1, AttachType.PERF_EVENT, 0, none -> {})) {
            return !link.isClosed();
        } catch (SystemCallException refused) {
            return refused.is(Errno.EBADF);
        }
    }
}
