package dev.waybill.cli;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodReference;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The user's locale must not change output that machines read. Error Prone's DefaultLocale checks
 * that in every build. This test covers what it misses: method references, and printf on
 * System.out.
 */
final class LocaleTest {
  private static final Set<String> FORMATTING = Set.of("format", "formatted", "printf");

  private static final ArchRule NO_DEFAULT_LOCALE =
      noClasses()
          .should(
              accessTargetWhere(
                  DescribedPredicate.describe(
                      "it formats in the user's locale", LocaleTest::isInUsersLocale)));

  @Test
  void productNeverFormatsInTheUsersLocale() {
    NO_DEFAULT_LOCALE.check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("dev/waybill/proto/"))
            .importPackages("dev.waybill"));
  }

  @Test
  void findsMethodReferencesAndPrintf() {
    for (Class<?> offender : new Class<?>[] {MethodReference.class, Printf.class}) {
      assertThatThrownBy(
              () -> NO_DEFAULT_LOCALE.check(new ClassFileImporter().importClasses(offender)))
          .hasMessageContaining(offender.getSimpleName());
    }
  }

  private static boolean isInUsersLocale(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    if (!FORMATTING.contains(access.getName())) {
      return false;
    }
    return owner.isEquivalentTo(String.class)
        ? access instanceof JavaMethodReference
        : owner.getPackageName().equals("java.io") && !takesLocale(access);
  }

  private static boolean takesLocale(JavaAccess<?> access) {
    return access.getTarget().getFullName().contains("(java.util.Locale");
  }

  static final class MethodReference {
    static final Function<Object[], String> OFFENCE = "%d"::formatted;
  }

  static final class Printf {
    static void offend() {
      System.out.printf("%s%n", 1);
    }
  }
}
