package dev.waybill.system.crash;

import dev.waybill.common.server.ServicePorts;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A port of a service, with fault points around each of its methods. */
final class ProbedPort implements InvocationHandler {
  private final Class<?> port;
  private final Object target;
  private final Probe probe;

  private ProbedPort(Class<?> port, Object target, Probe probe) {
    this.port = port;
    this.target = target;
    this.probe = probe;
  }

  /** Returns the same record of ports, each of them probed. */
  static <P extends ServicePorts> P probed(P ports, Probe probe) {
    RecordComponent[] components = ports.getClass().getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        Class<?> type = components[i].getType();
        Object value = components[i].getAccessor().invoke(ports);
        values[i] = PortCalls.isPort(type) ? probed(type, value, probe) : value;
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      @SuppressWarnings("unchecked") // a P's class constructs a P
      Constructor<P> constructor = (Constructor<P>) ports.getClass().getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(ports.getClass().getName(), e);
    }
  }

  private static Object probed(Class<?> type, Object target, Probe probe) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new ProbedPort(type, target, probe));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return call(method, arguments);
    }
    String call = PortCalls.name(port, method, arguments == null ? new Object[0] : arguments);
    probe.pass(new FaultPoint(call, Moment.BEFORE));
    Object result = call(method, arguments);
    // The poll for due work runs several times a second; if it finds none, it changes nothing.
    if (!(result instanceof Collection<?> found && found.isEmpty())) {
      probe.pass(new FaultPoint(call, Moment.AFTER));
    }
    return PortCalls.answersLater(method) ? later(call, result) : result;
  }

  private Object later(String call, @Nullable Object result) {
    FaultPoint done = new FaultPoint(call, Moment.DONE);
    return switch (result) {
      case Supplier<?> supplier ->
          (Supplier<?>)
              () -> {
                Object value = supplier.get();
                probe.pass(done);
                return value;
              };
      case CompletableFuture<?> future ->
          future.thenApply(
              value -> {
                probe.pass(done);
                return value;
              });
      case null, default -> throw new IllegalStateException(call + " answers " + result);
    };
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
