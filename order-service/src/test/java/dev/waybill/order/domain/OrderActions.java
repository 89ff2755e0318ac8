package dev.waybill.order.domain;

import static dev.waybill.order.domain.OrderFixtures.CORRELATION_ID;
import static dev.waybill.order.domain.OrderFixtures.changed;
import static dev.waybill.order.domain.OrderFixtures.outOfStock;
import static dev.waybill.order.domain.OrderFixtures.pricingOf;

import dev.waybill.common.caller.Caller;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random actions on a few orders, under few claims so that they interfere with each other. */
final class OrderActions {

  private static final List<OrderRequest> REQUESTS =
      Stream.generate(OrderFixtures::anyRequest).limit(2).toList();
  private static final List<Claim> CLAIMS = Stream.generate(Claim::fresh).limit(3).toList();

  /** A command, or the claim of an order that has become due. */
  sealed interface Action {

    /** A command sent to the store. */
    record Send(OrderCommand<?> command) implements Action {}

    /** A claim by an instance that found the order due. */
    record ClaimDue(OrderId id, Claim claim) implements Action {}
  }

  private OrderActions() {}

  static Arbitrary<List<Action>> sequences() {
    Arbitrary<Action> sends = commands().map(Action.Send::new);
    Arbitrary<Action> claims =
        Combinators.combine(requests(), claims())
            .as((request, claim) -> new Action.ClaimDue(request.orderId(), claim));
    return Arbitraries.frequencyOf(List.of(Tuple.of(6, sends), Tuple.of(1, claims)))
        .list()
        .ofMaxSize(40);
  }

  static Arbitrary<OrderCommand<?>> commands() {
    return Combinators.combine(
            requests(), claims(), claims(), Arbitraries.integers().between(0, 11))
        .as(OrderActions::command);
  }

  private static OrderCommand<?> command(OrderRequest request, Claim claim, Claim other, int kind) {
    OrderId id = request.orderId();
    OrderReason reason = outOfStock();
    return switch (kind) {
      case 0, 1, 2 -> OrderCommand.Place.of(request, claim, CORRELATION_ID);
      case 3 -> OrderCommand.Place.of(changed(request), claim, CORRELATION_ID);
      case 4 -> new OrderCommand.Cancel(id, new Caller.Anyone(), claim, CORRELATION_ID);
      case 5 -> new OrderStep.Reject(id, claim, reason);
      case 6 -> new OrderStep.StartRejecting(id, claim, reason);
      case 7 -> new OrderStep.FinishCompensation(id, claim);
      case 8 -> new OrderStep.Complete(id, claim);
      case 9 -> new OrderStep.FailFulfilment(id, claim, reason);
      case 10 ->
          claim.equals(other)
              ? new OrderStep.PutOff(id, claim, Duration.ofSeconds(1))
              : new OrderStep.TakeOver(id, claim, other);
      default -> new OrderStep.Confirm(id, claim, pricingOf(request));
    };
  }

  private static Arbitrary<OrderRequest> requests() {
    return Arbitraries.of(REQUESTS);
  }

  private static Arbitrary<Claim> claims() {
    return Arbitraries.of(CLAIMS);
  }
}
