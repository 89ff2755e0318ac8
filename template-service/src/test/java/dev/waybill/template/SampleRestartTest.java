package dev.waybill.template;

import static dev.waybill.template.RunningTemplate.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.CallError;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.Sample;
import org.junit.jupiter.api.Test;

/** What was decided is remembered by the database alone. */
final class SampleRestartTest {
  private final CreateSampleRequest request = anyRequest();

  @Test
  void remembersEveryDecisionAfterTheRestart() {
    Sample closed;
    RunningTemplate before = new RunningTemplate();
    try (before) {
      before.create(request);
      closed = before.close(request.getSampleId(), 1);
    }

    try (RunningTemplate after = before.anotherInstance()) {
      assertThat(after.create(request)).isEqualTo(closed);
      assertThat(after.close(request.getSampleId(), 1)).isEqualTo(closed);
      assertThat(after.violations()).isEmpty();
    }
  }

  @Test
  void holdsForTwoInstancesAtTheSameTime() {
    try (RunningTemplate one = new RunningTemplate();
        RunningTemplate other = one.anotherInstance()) {
      Sample created = one.create(request);

      assertThat(other.create(request)).isEqualTo(created);
      other.close(request.getSampleId(), 1);
      assertThat(CallError.of(() -> one.close(request.getSampleId(), 2)).ending())
          .isEqualTo("FAILED_PRECONDITION SAMPLE_CLOSED");
    }
  }
}
