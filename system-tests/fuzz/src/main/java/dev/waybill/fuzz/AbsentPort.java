package dev.waybill.fuzz;

import dev.waybill.common.failure.DatabaseUnavailableException;
import java.lang.reflect.Proxy;

/** Ports with nothing behind them: every call fails as if the database were down. */
final class AbsentPort {
  private AbsentPort() {}

  static <T> T of(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new DatabaseUnavailableException(method.getName());
            }));
  }
}
