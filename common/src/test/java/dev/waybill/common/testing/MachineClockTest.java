package dev.waybill.common.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.waybill.common.testing.MachineClock.readTheMachinesClock;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * What every service runs on decides nothing by the machine's clock either. The two that read it
 * only tell it: the heartbeat of a stream, and the time of a file.
 */
final class MachineClockTest {
  @Test
  void isReadByNothingThatDecides() {
    noClasses()
        .that()
        .haveSimpleNameNotContaining("Heartbeats")
        .and()
        .haveSimpleNameNotContaining("HealthFile")
        .should(readTheMachinesClock())
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.waybill.common"));
  }
}
