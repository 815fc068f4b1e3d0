package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.loader.code.DataMaps;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.KernelSettings;
import io.github.bpfmaven.loader.types.TargetKernel;

/**
 * Puts an object into a kernel. What is to be otherwise than the object says is set first; then it is loaded, as often as
 * wanted.
 *
 * <pre>{@code
 * try (TargetKernel kernel = TargetKernel.local();
 *         LoadedObject counter = BpfObjectLoader.of(CounterBpf.bytes()).load(kernel)) {
 *     counter.program("count").attach(new AttachPoint.Xdp("eth0", AttachPoint.XdpMode.AUTOMATIC));
 *     …
 * }
 * }</pre>
 *
 * <p>Not for use by several threads.
 */
public final class BpfObjectLoader {
    private static final String BPF_FILE_SYSTEM = "/sys/fs/bpf";

    private final byte[] bytes;
    private final Map<String, MapSettings> maps = new HashMap<>();
    private final Map<String, ProgramSettings> programs = new HashMap<>();
    private final Map<String, ByteBuffer> contents = new HashMap<>();
    private String name;
    private String pinDirectory = BPF_FILE_SYSTEM;
    private Optional<Btf> types = Optional.empty();
    private Optional<KernelSettings> settings = Optional.empty();

    private BpfObjectLoader(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** An object's bytes, such as a generated class carries. They are copied. */
    public static BpfObjectLoader of(byte[] object) {
        return new BpfObjectLoader("bpf", object.clone());
    }

    /** An object file; its name without what follows the first dot is the object's. */
    public static BpfObjectLoader of(Path file) throws IOException {
        String fileName =
                Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("bpf");
        int dot = fileName.indexOf('.');
        return new BpfObjectLoader(dot < 0 ? fileName : fileName.substring(0, dot), Files.readAllBytes(file));
    }

    /**
     * Whether this process may load anything into a kernel: nothing happens if it may.
     *
     * @throws BpfLoadException if it may not; the message says what it lacks
     */
    public static void checkRights(TargetKernel kernel) throws IOException {
        new LoadRights(kernel).require();
    }

    /** The object's name, with which the kernel's names of the maps of variables begin: {@code counter.rodata}. */
    public BpfObjectLoader name(String objectName) {
        name = objectName;
        return this;
    }

    /** What a map is to be like; of a section of variables by the section's name. */
    public MapSettings map(String map) {
        return maps.computeIfAbsent(map, unknown -> new MapSettings());
    }

    /** What a program is to be loaded as. */
    public ProgramSettings program(String program) {
        return programs.computeIfAbsent(program, unknown -> new ProgramSettings());
    }

    /**
     * What a section of variables starts with, to be changed: constants of {@code .rodata}, too. A generated class makes a
     * typed view of it.
     *
     * @param section {@code .data}, {@code .rodata}, {@code .bss} and the like
     * @return in the object's byte order; what is written there counts for each load from now on
     * @throws BpfLoadException if the object is damaged, or has no such section
     */
    public ByteBuffer variables(String section) throws BpfLoadException {
        ByteBuffer known = contents.get(section);
        if (known == null) {
            ElfFile elf;
            try {
                elf = ElfFile.read(bytes);
            } catch (ElfFormatException damaged) {
                throw new BpfLoadException("object", damaged.getMessage(), damaged);
            }
            ElfSection found = DataMaps.of(elf).stream()
                    .filter(candidate -> candidate.name().equals(section))
                    .findFirst()
                    .orElseThrow(() -> new BpfLoadException(
                            "section '" + section + "'", "the object has no variables in a section of that name"));
            byte[] content =
                    found.type() == ElfSection.SHT_NOBITS ? new byte[Math.toIntExact(found.size())] : found.data();
            known = ByteBuffer.wrap(content).order(elf.byteOrder());
            contents.put(section, known);
        }
        return known.duplicate().order(known.order());
    }

    /** Where maps are pinned that are pinned by their names; {@code /sys/fs/bpf} unless told otherwise. */
    public BpfObjectLoader pinDirectory(String directory) {
        pinDirectory = directory;
        return this;
    }

    /** The kernel's types for CO-RE relocations, for kernels that do not have them: a BTF file, raw. */
    public BpfObjectLoader types(Path btf) throws IOException {
        byte[] section = Files.readAllBytes(btf);
        try {
            // The magic number tells the byte order.
            boolean little = section.length > 1 && (section[0] & 0xff) == 0x9f;
            types = Optional.of(Btf.read(section, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
        } catch (BtfFormatException damaged) {
            throw new IOException(btf + " is no BTF, or is damaged: " + damaged.getMessage(), damaged);
        }
        return this;
    }

    /** The kernel's configuration, where the kernel does not tell it: lines like {@code CONFIG_HZ=250}. */
    public BpfObjectLoader settings(String configuration) {
        settings = Optional.of(KernelSettings.of(configuration));
        return this;
    }

    /**
     * Loads the object.
     *
     * @return what is to be closed, before the kernel is
     * @throws BpfLoadException if it can't be loaded; then nothing of it is left in the kernel. A
     *     {@link io.github.bpfmaven.loader.report.VerifierException} if the verifier refuses a program
     */
    public LoadedObject load(TargetKernel kernel) throws IOException {
        ObjectRequest request = new ObjectRequest(name, bytes, maps, programs, contents, pinDirectory, types, settings);
        try {
            return new ObjectLoad(request, kernel).run();
        } catch (PinnedMeanwhileException raced) {
            // Somebody loads such an object at the same time, and his map is taken now; libbpf tries once more, too.
            return new ObjectLoad(request, kernel).run();
        }
    }
}
