package dev.waybill.template.telemetry;

import dev.waybill.common.telemetry.Label;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.telemetry.Meters.Counter;

/**
 * The schema of what template-service measures.
 *
 * @param commands requested changes
 */
public record TemplateMetrics(Counter<Outcome> commands) {
  /** What became of a requested change. */
  public enum Outcome {
    /** It stands, whether it was made now or before. */
    STANDS,
    REFUSED,
    /** It was not made, or it is not known whether it was. */
    FAILED
  }

  /** Measures. */
  public static TemplateMetrics on(Meters meters) {
    return new TemplateMetrics(
        meters.counter(
            "waybill.template.commands",
            "{command}",
            "Requested changes, by what became of them.",
            new Label<>("waybill.template.command.outcome", Outcome.class)));
  }
}
