package io.github.bpfmaven.linker;

import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfCanonicalOrder;
import io.github.bpfmaven.btf.BtfDedup;
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
 *   <li>without {@code .llvm_addrsig}, which only linkers of machine code read, and, if not told otherwise, without DWARF
 *       (as {@code llvm-strip -g}: {@code .debug*}, {@code .zdebug*}, {@code .gdb_index}); and without the relocations and
 *       section symbols of these. All other symbols stay, that of the source file too;
 *   <li>with {@code .BTF} and {@code .BTF.ext} in {@linkplain BtfCanonicalOrder canonical order}, so that the same bitcode
 *       gives the same bytes, and on demand {@linkplain BtfDedup deduplicated};
 *   <li>with {@linkplain ObjectFinisherVariables DATASECs} whose sizes and offsets are filled in, as {@code bpftool gen
 *       object} does it, in place of {@linkplain ObjectFinisherRelocations relocations};
 *   <li>with functions that are local in ELF marked as static in BTF. LLVM writes there what the debug info said before
 *       the linker made the function internal, and the kernel verifies a global function without its callers:
 *       programs that are sound are refused then;
 *   <li>with the {@linkplain ObjectFinisherNames names} that static variables and functions have in their sources;
 *   <li>with the text of each source line that made code, wherever LLVM ran.
 * </ul>
 *
 * <p>Finishing a finished object in the same way gives the same bytes again. Without state: may be used by several threads.
 */
public final class ObjectFinisher {
    private static final String BTF = ".BTF";
    private static final String BTF_EXT = ".BTF.ext";

    /**
     * Finishes one object of one module; the source lines that it quotes stay as they are.
     *
     * @see #finish(byte[], FinishPlan)
     */
    public byte[] finish(byte[] object) throws ElfFormatException, BtfFormatException {
        return finish(object, FinishPlan.ofOneModule());
    }

    /**
     * Finishes one object of one module.
     *
     * @param texts the source lines to quote
     * @see #finish(byte[], FinishPlan)
     */
    byte[] finish(byte[] object, SourceTexts texts) throws ElfFormatException, BtfFormatException {
        return finish(object, FinishPlan.ofOneModule(texts));
    }

    /**
     * Finishes one object.
     *
     * @param object a relocatable ELF64 object of either byte order; without {@code .BTF} it only loses sections and names
     * @return the finished object
     * @throws ElfFormatException if the object is damaged or not relocatable, or what stays needs what goes
     * @throws BtfFormatException if its BTF is damaged, or relocated in another way than LLVM does it
     */
    byte[] finish(byte[] object, FinishPlan plan) throws ElfFormatException, BtfFormatException {
        ElfFile file = ElfFile.read(object);
        ObjectFinisherRelocations relocations = new ObjectFinisherRelocations(file);
        ElfRewriter rewriter = new ElfRewriter(file)
                .drop(section -> section.type() == ElfSection.SHT_LLVM_ADDRSIG)
                .drop(section -> !plan.keepDwarf() && isForDebuggers(section))
                .drop(relocations::isApplied);
        ObjectFinisherNames names = new ObjectFinisherNames(file, plan.sourceNames());
        names.rename(rewriter);
        Optional<ElfSection> btf = file.section(BTF);
        if (btf.isPresent()) {
            finishBtf(file, btf.get(), relocations, names, plan, rewriter);
        }
        return rewriter.write();
    }

    private static void finishBtf(
            ElfFile file,
            ElfSection section,
            ObjectFinisherRelocations relocations,
            ObjectFinisherNames names,
            FinishPlan plan,
            ElfRewriter rewriter)
            throws BtfFormatException {
        Btf btf = Btf.read(relocations.apply(section), file.byteOrder());
        Optional<ElfSection> extSection = file.section(BTF_EXT);
        BtfExt ext = extSection.isPresent()
                ? BtfExt.read(relocations.apply(extSection.get()), btf).withLines(plan.texts()::quote)
                : BtfExt.EMPTY;
        btf = new ObjectFinisherLinkage(file, ext).withStaticFunctions(btf);
        if (plan.deduplicate()) {
            // Which of two equal types stays must not depend on the order that LLVM gave them.
            BtfCanonicalOrder before = BtfCanonicalOrder.of(btf, ext);
            BtfDedup once = BtfDedup.of(before.btf(), before.ext());
            btf = once.btf();
            ext = once.ext();
        }
        btf = new ObjectFinisherVariables(file, btf).finished(names.ofVariables());
        BtfCanonicalOrder canonical = BtfCanonicalOrder.of(btf, ext);
        new ObjectFinisherTypeIds(file).write(canonical.ext(), rewriter);
        BtfSections written = BtfSections.write(canonical.btf(), canonical.ext());
        rewriter.replace(section, written.btf());
        extSection.ifPresent(old -> rewriter.replace(old, written.ext()));
    }

    private static boolean isForDebuggers(ElfSection section) {
        return section.name().startsWith(".debug")
                || section.name().startsWith(".zdebug")
                || section.name().equals(".gdb_index");
    }
}
