package io.github.bpfmaven.linker;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfCanonicalOrder;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfSections;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfRewriter;
import io.github.bpfmaven.elf.ElfSection;

/**
 * Makes the object that is shipped out of the one that LLVM emitted:
 *
 * <ul>
 *   <li>without DWARF (as {@code llvm-strip -g}: {@code .debug*}, {@code .zdebug*}, {@code .gdb_index}) and
 *       {@code .llvm_addrsig}, which only linkers of machine code read, and without the relocations and section symbols of
 *       these. All other symbols stay, that of the source file too;
 *   <li>with {@code .BTF} and {@code .BTF.ext} in {@linkplain BtfCanonicalOrder canonical order}, so that the same bitcode
 *       gives the same bytes;
 *   <li>with functions that are local in ELF marked as static in BTF. LLVM writes there what the debug info said before
 *       the linker made the function internal, and the kernel verifies a global function without its callers:
 *       programs that are sound are refused then;
 *   <li>with the text of each source line that made code, wherever LLVM ran.
 * </ul>
 *
 * <p>Finishing a finished object gives the same bytes again. Without state: may be used by several threads.
 */
public final class ObjectFinisher {
    private static final String BTF = ".BTF";
    private static final String BTF_EXT = ".BTF.ext";
    /** Of {@code struct btf_header} all but {@code str_len}: the string section is last, its length moves nothing. */
    private static final int BTF_LAYOUT = 20;
    /** All of {@code struct btf_ext_header}. */
    private static final int BTF_EXT_LAYOUT = 32;

    /**
     * Finishes one object; the source lines that it quotes stay as they are.
     *
     * @see #finish(byte[], SourceTexts)
     */
    public byte[] finish(byte[] object) throws ElfFormatException, BtfFormatException {
        return finish(object, new SourceTexts(List.of()));
    }

    /**
     * Finishes one object.
     *
     * @param object a relocatable ELF64 object of either byte order; without {@code .BTF} it only loses sections
     * @param texts the source lines to quote
     * @return the finished object
     * @throws ElfFormatException if the object is damaged or not relocatable, or what stays needs what goes
     * @throws BtfFormatException if its BTF is damaged, or has relocations and is not laid out as LLVM does it, so that
     *     they would no longer fit
     */
    byte[] finish(byte[] object, SourceTexts texts) throws ElfFormatException, BtfFormatException {
        ElfFile file = ElfFile.read(object);
        ElfRewriter rewriter = new ElfRewriter(file).drop(ObjectFinisher::isForDebuggersOrLinkers);
        Optional<ElfSection> btf = file.section(BTF);
        if (btf.isPresent()) {
            finishBtf(file, btf.get(), file.section(BTF_EXT), texts, rewriter);
        }
        return rewriter.write();
    }

    private static void finishBtf(
            ElfFile file,
            ElfSection btfSection,
            Optional<ElfSection> extSection,
            SourceTexts texts,
            ElfRewriter rewriter)
            throws BtfFormatException {
        Btf btf = Btf.read(btfSection.data(), file.byteOrder());
        BtfExt ext = extSection.isPresent()
                ? BtfExt.read(extSection.get().data(), btf).withLines(texts::quote)
                : BtfExt.EMPTY;
        BtfCanonicalOrder canonical =
                BtfCanonicalOrder.of(new ObjectFinisherLinkage(file, ext).withStaticFunctions(btf), ext);
        BtfSections written = BtfSections.write(canonical.btf(), canonical.ext());
        replace(file, btfSection, written.btf(), BTF_LAYOUT, rewriter);
        if (extSection.isPresent()) {
            replace(file, extSection.get(), written.ext(), BTF_EXT_LAYOUT, rewriter);
        }
    }

    private static void replace(ElfFile file, ElfSection section, byte[] data, int layout, ElfRewriter rewriter)
            throws BtfFormatException {
        int difference = Arrays.mismatch(Arrays.copyOf(section.data(), layout), Arrays.copyOf(data, layout));
        if (difference >= 0 && !file.relocations(section).isEmpty()) {
            throw new BtfFormatException(
                    difference, "header of " + section.name() + " is not as LLVM writes it, and there are relocations");
        }
        rewriter.replace(section, data);
    }

    private static boolean isForDebuggersOrLinkers(ElfSection section) {
        return section.name().startsWith(".debug")
                || section.name().startsWith(".zdebug")
                || section.name().equals(".gdb_index")
                || section.type() == ElfSection.SHT_LLVM_ADDRSIG;
    }
}
