package dev.waybill.common.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.waybill.common.command.Rows;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import org.junit.jupiter.api.Test;

/** A service's domain may use these packages, so they must not depend on anything else. */
final class PurePackagesTest {
  @Test
  void dependOnlyOnTheLanguage() {
    String[] pure = {
      Rows.class.getPackageName(),
      Money.class.getPackageName(),
      TimeBudget.class.getPackageName(),
      OverloadedException.class.getPackageName()
    };
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.time..",
            "java.util..",
            "org.jspecify..",
            "dev.waybill.common.command",
            "dev.waybill.common.money",
            "dev.waybill.common.time",
            "dev.waybill.common.failure")
        .check(
            new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(pure));
  }
}
