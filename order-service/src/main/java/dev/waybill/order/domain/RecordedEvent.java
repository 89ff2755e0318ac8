package dev.waybill.order.domain;

/**
 * An event as it was stored.
 *
 * @param position its place in the sequence of all events, which is that of their commits; counts
 *     from 1 without a gap
 */
public record RecordedEvent(long position, OrderEvent event) {

  /** Whether nothing more will happen to the order. */
  public boolean isLastOfOrder() {
    return VisibleState.of(event.state()).isFinal();
  }
}
