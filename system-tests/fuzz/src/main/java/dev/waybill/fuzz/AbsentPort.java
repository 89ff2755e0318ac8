package dev.waybill.fuzz;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.server.ServicePorts;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Ports with nothing behind them: every call fails as if the database were down. */
final class AbsentPort {
  private AbsentPort() {}

  /** Returns the record of ports with all of them absent. */
  static <P extends ServicePorts> P all(Class<P> ports) {
    Class<?>[] types =
        Arrays.stream(ports.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return ports
          .getDeclaredConstructor(types)
          .newInstance(Arrays.stream(types).map(AbsentPort::of).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(ports.getName(), e);
    }
  }

  private static <T> T of(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new DatabaseUnavailableException(method.getName());
            }));
  }
}
