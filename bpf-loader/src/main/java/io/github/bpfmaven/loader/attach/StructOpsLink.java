package io.github.bpfmaven.loader.attach;

import java.io.IOException;

import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.loader.command.Elements;
import io.github.bpfmaven.loader.command.Links;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;

/** Lets tables of functions take effect ({@code bpf_map__attach_struct_ops} of libbpf). */
public final class StructOpsLink {
    private StructOpsLink() {}

    /**
     * Registers a table.
     *
     * @param value the table, with descriptors of programs in it
     * @param byLink whether the map was made for a link (Linux 6.4); otherwise it is registered by filling it
     */
    public static Link attach(Kernel kernel, Descriptor map, byte[] value, boolean byLink) throws IOException {
        Elements elements = new Elements(kernel);
        return map.use(number -> {
            elements.update(number, new byte[Integer.BYTES], value, 0);
            if (byLink) {
                return Link.of(new Links(kernel).create(number, 0, AttachType.STRUCT_OPS, 0, none -> {}));
            }
            return Link.without(kernel, () -> {
                if (!map.isClosed()) {
                    map.use(open -> elements.delete(open, new byte[Integer.BYTES]));
                }
            });
        });
    }
}
