package dev.waybill.order.audit;

import dev.waybill.common.audit.Violation;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.order.domain.OrderTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order as an audit reads it, and the violations that it shows by itself.
 *
 * @param lastTime the latest time recorded on the order or its events
 * @param dueTime when the next work on an open order is due
 */
public record AuditedOrder(
    OrderId id,
    String customerId,
    UUID requestId,
    String contentHash,
    VisibleState state,
    long version,
    Instant createTime,
    Instant updateTime,
    Instant lastTime,
    Instant dueTime,
    EventTrail trail) {
  /** A commit after the snapshot's clock was read may carry a slightly later time. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

  /**
   * The invariants that this order violates.
   *
   * @param now when the snapshot was taken, by the database's clock
   */
  public List<Violation> violations(Instant now, Duration openBound, OrderTimes times) {
    List<Violation> violations = new ArrayList<>();
    Instant since = openSince(times);
    if (since != null && since.plus(openBound).isBefore(now)) {
      violations.add(
          violation(
              Invariant.I4,
              "has been %s for %s, expected at most %s"
                  .formatted(state, Duration.between(since, now), openBound)));
    }
    if (lastTime.isAfter(now.plus(CLOCK_SLACK))) {
      violations.add(
          violation(
              Invariant.I4,
              "is dated %s, %s ahead of the database's clock"
                  .formatted(lastTime, Duration.between(now, lastTime))));
    }
    if (since != null && dueTime.isAfter(now.plus(times.furthestDue()))) {
      violations.add(
          violation(
              Invariant.I4,
              "is %s and not due for another %s, expected at most %s"
                  .formatted(state, Duration.between(now, dueTime), times.furthestDue())));
    }
    OrderId expected = OrderId.of(customerId, requestId, contentHash);
    if (!id.equals(expected)) {
      violations.add(
          violation(
              Invariant.I5,
              "was placed by customer %s with request id %s and a content that name orders/%s"
                  .formatted(customerId, requestId, expected)));
    }
    trail
        .faults(state, version)
        .forEach(fault -> violations.add(violation(Invariant.I6, "its event trail " + fault)));
    return List.copyOf(violations);
  }

  /** The time since when a caller waits for the order to move; null if no caller does. */
  private @Nullable Instant openSince(OrderTimes times) {
    return switch (state) {
      // The caller of a rejected order was promised an end within the bound after placing it.
      case PENDING, REJECTING -> createTime;
      case CANCELLING -> updateTime;
      case CONFIRMED -> updateTime.plus(times.fulfilmentDelay());
      case COMPLETED, REJECTED, CANCELLED -> null;
    };
  }

  private Violation violation(Invariant invariant, String description) {
    return invariant.brokenBy(id, description);
  }
}
