package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.Instants;
import dev.waybill.order.domain.OrderState.VisibleState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is stored.
 *
 * @param contentHash the hash of the request, computed when the order was placed
 * @param pricing absent until inventory has priced the order
 * @param version counts the order's events, from 1
 * @param correlationId the id of the call that placed the order; recovery and fulfilment continue
 *     under it
 * @param createTime by the database's clock, like every time here
 */
public record Order(
    OrderId id,
    OrderRequest request,
    String contentHash,
    @Nullable Pricing pricing,
    OrderState state,
    long version,
    String correlationId,
    Instant createTime,
    Instant updateTime) {

  /** Whether the order is still undecided. */
  public boolean isPending() {
    return state instanceof OrderState.Pending;
  }

  /** Whether the order never changes again. */
  public boolean isFinal() {
    return VisibleState.of(state).isFinal();
  }

  static Order placed(OrderCommand.Place place, Instant now) {
    OrderRequest request = place.request();
    return new Order(
        place.orderId(),
        request,
        request.contentHash(),
        null,
        new OrderState.Pending(),
        1,
        place.correlationId(),
        now,
        now);
  }

  Order moveTo(OrderState next, Instant now) {
    return with(pricing, next, version + 1, Instants.ofChange(now, updateTime));
  }

  /** Changes the state without an event, for a step that callers do not see. */
  Order moveSilentlyTo(OrderState next) {
    return with(pricing, next, version, updateTime);
  }

  Order priced(Pricing price) {
    return with(price, state, version, updateTime);
  }

  private Order with(
      @Nullable Pricing nextPricing, OrderState next, long nextVersion, Instant nextUpdate) {
    return new Order(
        id,
        request,
        contentHash,
        nextPricing,
        next,
        nextVersion,
        correlationId,
        createTime,
        nextUpdate);
  }

  /** What inventory charges for an order: the price of one piece per line, and the total. */
  public record Pricing(List<Money> unitPrices, Money total) {

    public Pricing {
      unitPrices = List.copyOf(unitPrices);
      for (Money price : unitPrices) {
        if (!price.currency().equals(total.currency())) {
          throw new IllegalArgumentException(
              "unit price %s is not in the total's currency %s".formatted(price, total.currency()));
        }
      }
    }
  }
}
