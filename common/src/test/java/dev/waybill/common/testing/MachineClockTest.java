package dev.waybill.common.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.waybill.common.testing.MachineClock.readTheMachinesClock;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The classes that every service runs on make no decision by the machine's clock either. Three that
 * read it only report it: a stream's heartbeat, the time of a file, and the age of events in a
 * metric. Tokens name no other clock by which they expire.
 */
final class MachineClockTest {
  @Test
  void isNotReadByCodeThatDecides() {
    noClasses()
        .that()
        .haveSimpleNameNotContaining("Heartbeats")
        .and()
        .haveSimpleNameNotContaining("HealthFile")
        .and()
        .haveSimpleNameNotContaining("FeedLag")
        .and()
        .haveSimpleNameNotContaining("TokenTime")
        .should(readTheMachinesClock())
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.waybill.common"));
  }
}
