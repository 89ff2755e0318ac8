package dev.waybill.template;

import static dev.waybill.template.RunningTemplate.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.template.v1.CreateSampleRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit finds every fault, and nothing else. */
final class TemplateAuditTest {
  @AutoClose private final RunningTemplate service = new RunningTemplate();
  private final CreateSampleRequest request = anyRequest();

  @BeforeEach
  void createBothStates() {
    service.create(anyRequest());
    service.create(request);
    service.close(request.getSampleId(), 2);
  }

  @Test
  void findsNothingWrongWithBothStates() {
    assertThat(service.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE samples SET final_quantity = 4 WHERE state = 'CLOSED'"
            + "| SAMPLE_QUANTITY | its final quantity is 4, expected at most 3",
        "UPDATE samples SET version = 5 WHERE state = 'CLOSED'"
            + "| SAMPLE_HISTORY | it is CLOSED at version 5",
        "UPDATE samples SET state = 'OPEN', final_quantity = NULL"
            + "| SAMPLE_HISTORY | it is OPEN at version 2",
        "DELETE FROM sample_events WHERE version = 2"
            + "| SAMPLE_HISTORY | its 1 events end with OPEN at version 1",
        "DELETE FROM sample_events WHERE version = 1"
            + "| SAMPLE_HISTORY | its 1 events end with CLOSED at version 2",
        "DELETE FROM samples WHERE state = 'CLOSED'"
            + "| SAMPLE_HISTORY | it is not stored, but its 2 events end with CLOSED",
        "DELETE FROM sample_events| SAMPLE_HISTORY | its 0 events end with nothing"
      })
  void reportsTampering(String tampering, String invariant, String finding) {
    service.tamper(tampering);

    assertThat(service.violations())
        .anySatisfy(
            violation ->
                assertThat(violation)
                    .startsWith(invariant + " samples/" + request.getSampleId() + ": ")
                    .contains(finding));
  }
}
