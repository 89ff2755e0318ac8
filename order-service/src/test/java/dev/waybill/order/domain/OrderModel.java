package dev.waybill.order.domain;

import dev.waybill.order.domain.OrderRequest.RequestKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A second implementation of the order rules, as a table of names: slow, plain, and written without
 * looking at the real rules.
 */
final class OrderModel {

  private static final String ABSENT = "ABSENT";

  /** The state each command leads to; commands that are not listed change nothing. */
  private static final Map<String, String> STEPS =
      Map.ofEntries(
          Map.entry("PENDING Confirm", "CONFIRMED"),
          Map.entry("PENDING Reject", "REJECTED"),
          Map.entry("PENDING StartRejecting", "REJECTING"),
          Map.entry("PENDING Cancel", "CANCELLING"),
          Map.entry("CONFIRMED Cancel", "CANCELLING"),
          Map.entry("CONFIRMED ClaimDue", "FULFILLING"),
          Map.entry("FULFILLING Complete", "COMPLETED"),
          Map.entry("FULFILLING FailFulfilment", "CANCELLING"),
          Map.entry("REJECTING FinishCompensation", "REJECTED"),
          Map.entry("CANCELLING FinishCompensation", "CANCELLED"));

  private record Known(OrderRequest request, String state, Claim owner) {}

  private final Map<RequestKey, OrderId> idsOfRequests = new HashMap<>();
  private final Map<OrderId, Known> orders = new HashMap<>();

  String state(OrderId id) {
    Known known = orders.get(id);
    return known == null ? ABSENT : known.state();
  }

  /** Returns the name of the result, as if every command could be sent at any time. */
  String apply(OrderCommand<?> command) {
    return switch (command) {
      case OrderCommand.Place place -> place(place);
      case OrderCommand.Cancel cancel -> cancel(cancel);
      case OrderStep step -> step(step, orders.get(step.orderId()));
    };
  }

  void claimDue(OrderId id, Claim claim) {
    Known known = orders.get(id);
    if (known != null && !isFinal(known.state())) {
      orders.put(id, new Known(known.request(), after(known, "ClaimDue"), claim));
    }
  }

  private String place(OrderCommand.Place place) {
    OrderId id = idsOfRequests.putIfAbsent(place.request().key(), place.orderId());
    if (id == null) {
      orders.put(place.orderId(), new Known(place.request(), "PENDING", place.claim()));
      return "Recorded";
    }
    Known known = orders.get(id);
    if (known == null || !known.request().equals(place.request())) {
      return "RequestIdReused";
    }
    return known.owner().equals(place.claim()) ? "Recorded" : "Repeated";
  }

  private String cancel(OrderCommand.Cancel cancel) {
    Known known = orders.get(cancel.orderId());
    if (known == null) {
      return "NotFound";
    }
    String next = after(known, "Cancel");
    if (!next.equals(known.state())) {
      orders.put(cancel.orderId(), new Known(known.request(), next, cancel.claim()));
      return "Turned";
    }
    if (!known.state().startsWith("CANCEL")) {
      return "TooLate";
    }
    return known.owner().equals(cancel.claim()) ? "Turned" : "Repeated";
  }

  private String step(OrderStep step, @Nullable Known known) {
    if (known == null) {
      return "NotFound";
    }
    boolean isDone = step instanceof OrderStep.TakeOver done && known.owner().equals(done.next());
    if (!isDone && !known.owner().equals(step.claim())) {
      return "Fenced";
    }
    Claim owner = step instanceof OrderStep.TakeOver over ? over.next() : known.owner();
    String next = after(known, step.getClass().getSimpleName());
    orders.put(step.orderId(), new Known(known.request(), next, owner));
    return "Applied";
  }

  private static String after(Known known, String command) {
    return STEPS.getOrDefault(known.state() + " " + command, known.state());
  }

  private static boolean isFinal(String state) {
    return state.equals("COMPLETED") || state.equals("REJECTED") || state.equals("CANCELLED");
  }
}
