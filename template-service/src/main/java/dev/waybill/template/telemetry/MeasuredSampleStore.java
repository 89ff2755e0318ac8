package dev.waybill.template.telemetry;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.Sample;
import dev.waybill.template.domain.SampleCommand;
import dev.waybill.template.domain.SampleCommand.SampleResult;
import dev.waybill.template.domain.SampleId;
import dev.waybill.template.domain.SampleStore;
import dev.waybill.template.telemetry.TemplateMetrics.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of requested changes. */
public record MeasuredSampleStore(SampleStore store, TemplateMetrics metrics)
    implements SampleStore {
  @Override
  public <R> R apply(SampleCommand<R> command, TimeBudget budget) {
    Outcome outcome = Outcome.FAILED;
    try {
      R result = store.apply(command, budget);
      outcome = result instanceof SampleResult.Stands ? Outcome.STANDS : Outcome.REFUSED;
      return result;
    } finally {
      metrics.commands().add(outcome);
    }
  }

  @Override
  public Optional<Sample> find(SampleId id, TimeBudget budget) {
    return store.find(id, budget);
  }

  @Override
  public List<Sample> list(@Nullable PagePosition after, int limit, TimeBudget budget) {
    return store.list(after, limit, budget);
  }

  @Override
  public void close() {
    store.close();
  }
}
