package io.github.bpfmaven;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@DisplayName("The packages of the core")
final class PackagesTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.bpfmaven");

    @Test
    @DisplayName("import downwards only: no two import each other")
    void haveNoCycles() {
        slices().matching("io.github.bpfmaven.(*)..").should().beFreeOfCycles().check(CORE);
    }
}
