package dev.waybill.inventory.telemetry;

import dev.waybill.common.telemetry.Label;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.telemetry.Meters.Counter;

/**
 * The schema of what inventory-service measures.
 *
 * @param reservations requests to reserve stock
 */
public record InventoryMetrics(Counter<Outcome> reservations) {
  /** What became of a request to reserve stock. */
  public enum Outcome {
    HELD,
    OUT_OF_STOCK,
    /** Refused for another reason, such as an item that does not exist. */
    REFUSED,
    /** An earlier decision stands, and the order holds nothing any more, or its stock for good. */
    OVER,
    /** The order was decided with other content. */
    CONTENT_DIFFERS,
    /** There is no decision, or it is not known whether there is one. */
    FAILED
  }

  /** Measures. */
  public static InventoryMetrics on(Meters meters) {
    return new InventoryMetrics(
        meters.counter(
            "waybill.inventory.reservations",
            "{request}",
            "Requests to reserve stock for an order, by what became of them.",
            new Label<>("waybill.inventory.reservation.outcome", Outcome.class)));
  }
}
