package dev.waybill.payment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.common.testing.LayerRules;
import org.junit.jupiter.api.Test;

/** The layers of the service depend only on what they may depend on. */
final class ArchitectureTest {
  private static final String ROOT = ArchitectureTest.class.getPackageName();

  @Test
  void layersMeetInTheDomain() {
    LayerRules.check(ROOT);
  }

  @Test
  void sandboxAndServiceShareOnlyTheDomain() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    noClasses()
        .that()
        .resideInAPackage(ROOT + ".sandbox")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".store", ROOT + ".workflow", ROOT + ".grpc", ROOT + ".audit")
        .check(classes);
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".store", ROOT + ".workflow", ROOT + ".grpc", ROOT + ".audit", ROOT + ".domain")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".sandbox")
        .check(classes);
  }
}
