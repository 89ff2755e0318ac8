package dev.waybill.order.workflow;

import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderResult;
import dev.waybill.order.domain.OrderStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state that each thread was last told the order is in, while it owned the order. */
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

  /** The store; whatever it answers is known to whoever asked. */
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
    if (answer instanceof OrderResult result) {
      known.set(
          result instanceof OrderResult.Applied(ClaimedOrder claimed)
              ? nameOf(claimed.order())
              : NONE);
    }
    return answer;
  }
}
