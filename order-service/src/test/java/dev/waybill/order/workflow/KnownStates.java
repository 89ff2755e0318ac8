package dev.waybill.order.workflow;

import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand.Cancellation;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderStep.StepResult;
import dev.waybill.order.domain.OrderStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The order's state as each thread last learned it, while it owned the order. */
final class KnownStates {

  private static final String NONE = "None";

  private final ThreadLocal<String> known = ThreadLocal.withInitial(() -> NONE);

  String current() {
    return known.get();
  }

  void claimed(ClaimedOrder claimed) {
    known.set(nameOf(claimed.order()));
  }

  static String nameOf(Order order) {
    return order.state().getClass().getSimpleName();
  }

  /** Wraps the store so that each thread's known state follows the store's results. */
  OrderStore toldBy(OrderStore store) {
    return (OrderStore)
        Proxy.newProxyInstance(
            OrderStore.class.getClassLoader(),
            new Class<?>[] {OrderStore.class},
            (_, method, arguments) -> {
              try {
                return heard(method.invoke(store, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private @Nullable Object heard(@Nullable Object answer) {
    if (answer instanceof Supplier<?> later) {
      return (Supplier<?>) () -> heard(later.get());
    }
    switch (answer) {
      case Placement.Recorded(ClaimedOrder owned) -> claimed(owned);
      case Cancellation.Turned(ClaimedOrder owned) -> claimed(owned);
      case StepResult.Applied(ClaimedOrder owned) -> claimed(owned);
      case Placement _, Cancellation _, StepResult _ -> known.set(NONE);
      case null, default -> {}
    }
    return answer;
  }
}
