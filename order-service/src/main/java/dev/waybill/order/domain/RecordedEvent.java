package dev.waybill.order.domain;

/**
 * An event as it was stored.
 *
 * @param position its place in the sequence of all events, in commit order; counts from 1 without a
 *     gap
 */
public record RecordedEvent(long position, OrderEvent event) {

  /** Whether nothing more can happen to the order. */
  public boolean isLastOfOrder() {
    return VisibleState.of(event.state()).isFinal();
  }
}
