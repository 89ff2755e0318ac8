package dev.waybill.local.audit;

import dev.waybill.proto.audit.v1.Violation;

/** Names the invariants that are checked across services, and the resources that break them. */
final class Violations {
  private static final String NET_CHARGE = "I2";
  private static final String ACKNOWLEDGED = "I3";
  private static final String NOTHING_HELD = "I7";

  private Violations() {}

  static Violation ofPayment(String orderId, String description) {
    return violation(NET_CHARGE, "payments/" + orderId, description);
  }

  static Violation ofReservation(String orderId, String description) {
    return violation(NOTHING_HELD, "reservations/" + orderId, description);
  }

  static Violation ofAnswer(String orderId, String description) {
    return violation(ACKNOWLEDGED, "orders/" + orderId, description);
  }

  private static Violation violation(String invariant, String resource, String description) {
    return Violation.newBuilder()
        .setInvariant(invariant)
        .setResource(resource)
        .setDescription(description)
        .build();
  }
}
