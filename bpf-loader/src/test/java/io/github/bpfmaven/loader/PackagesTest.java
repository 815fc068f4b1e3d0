package io.github.bpfmaven.loader;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@DisplayName("The packages of the loader")
final class PackagesTest {
    private static final JavaClasses LOADER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.bpfmaven.loader");

    @Test
    @DisplayName("import downwards only: no two import each other")
    void haveNoCycles() {
        slices().matching("io.github.bpfmaven.(loader.*)..")
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .check(LOADER);
    }

    @Test
    @DisplayName("know the C library of this machine in one place only")
    void oneDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.bpfmaven.loader.kernel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.sun.jna..")
                .check(LOADER);
    }

    @Test
    @DisplayName("need no LLVM")
    void noLlvm() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..", "io.github.bpfmaven.llvm..", "io.github.bpfmaven.linker..")
                .check(LOADER);
    }
}
