package dev.waybill.order.audit;

import dev.waybill.order.audit.OrderViolation.Invariant;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.domain.VisibleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an audit reads of one order, and what can be told from that alone.
 *
 * @param lastTime the latest time that the order or one of its events is dated
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
  /** What is committed after the snapshot's clock was read may be dated a moment later. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

  /**
   * Where this order breaks an invariant.
   *
   * @param now when the snapshot was taken, by the database's clock
   */
  public List<OrderViolation> violations(Instant now, Duration openBound, OrderTimes times) {
    List<OrderViolation> violations = new ArrayList<>();
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

  /** From when on somebody waits for the order to move; null when nobody does. */
  private @Nullable Instant openSince(OrderTimes times) {
    return switch (state) {
      // A rejected caller was promised an end within the bound after placing the order.
      case PENDING, REJECTING -> createTime;
      case CANCELLING -> updateTime;
      case CONFIRMED -> updateTime.plus(times.fulfilmentDelay());
      case COMPLETED, REJECTED, CANCELLED -> null;
    };
  }

  private OrderViolation violation(Invariant invariant, String description) {
    return OrderViolation.of(invariant, id, description);
  }
}
