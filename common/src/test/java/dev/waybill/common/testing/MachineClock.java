package dev.waybill.common.testing;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.regex.Pattern;

/** The local machine's time of day, which may be minutes off. */
final class MachineClock {
  private static final DescribedPredicate<JavaAccess<?>> IS_READING_IT =
      DescribedPredicate.describe("it is the machine's clock", MachineClock::isReadingIt);

  /** The names of the java.time methods that read it. */
  private static final Pattern NAMES = Pattern.compile("now|system.*|tick.*");

  private MachineClock() {}

  /**
   * Matches a call or a method reference. System.nanoTime is allowed, because it only measures
   * elapsed time.
   */
  static ArchCondition<JavaClass> readTheMachinesClock() {
    return accessTargetWhere(IS_READING_IT);
  }

  private static boolean isReadingIt(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getName();
    return switch (owner.getFullName()) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.util.Date" -> name.equals("<init>");
      default -> owner.getPackageName().equals("java.time") && NAMES.matcher(name).matches();
    };
  }
}
