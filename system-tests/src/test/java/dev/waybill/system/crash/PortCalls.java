package dev.waybill.system.crash;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The calls that a service can make on its ports, by name. There is one for each method, or one for
 * each kind if the method takes one of several kinds of command or work. Found by reflection, so
 * that a new port, method or command is included automatically.
 */
final class PortCalls {
  private PortCalls() {}

  /**
   * The ports among the components of a service's record of ports; the others are not interfaces.
   */
  static List<Class<?>> ports(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .<Class<?>>map(RecordComponent::getType)
        .filter(PortCalls::isPort)
        .toList();
  }

  static boolean isPort(Class<?> type) {
    String room = type.getPackageName();
    return type.isInterface() && (room.endsWith(".domain") || room.endsWith(".audit"));
  }

  /** All fault points of a port, sorted by method. */
  static List<FaultPoint> points(Class<?> port) {
    List<FaultPoint> points = new ArrayList<>();
    Arrays.stream(port.getMethods())
        .sorted(Comparator.comparing(Method::getName))
        .forEach(
            method ->
                kinds(method)
                    .map(kind -> name(port, method, kind))
                    .forEach(
                        call ->
                            moments(method)
                                .map(at -> new FaultPoint(call, at))
                                .forEach(points::add)));
    return points;
  }

  /** The name of a call that is being made. */
  static String name(Class<?> port, Method method, Object... arguments) {
    int position = kindPosition(method);
    return name(port, method, position < 0 ? "" : kind(arguments[position]));
  }

  /**
   * Whether the method returns before its work is done, so that the time until its result matters.
   */
  static boolean answersLater(Method method) {
    return method.getReturnType() == Supplier.class
        || method.getReturnType() == CompletableFuture.class;
  }

  private static String name(Class<?> port, Method method, String kind) {
    return "%s.%s(%s)".formatted(port.getSimpleName(), method.getName(), kind);
  }

  private static Stream<Moment> moments(Method method) {
    return answersLater(method)
        ? Stream.of(Moment.values())
        : Stream.of(Moment.BEFORE, Moment.AFTER);
  }

  private static Stream<String> kinds(Method method) {
    int position = kindPosition(method);
    if (position < 0) {
      return Stream.of("");
    }
    Class<?> type = method.getParameterTypes()[position];
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(PortCalls::kind)
        : leaves(type).map(Class::getSimpleName);
  }

  /** The position of the argument that determines the kind; -1 if there is none. */
  private static int kindPosition(Method method) {
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      if (types[i].isSealed() || types[i].isEnum()) {
        return i;
      }
    }
    return -1;
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(PortCalls::leaves)
        : Stream.of(type);
  }

  private static String kind(Object argument) {
    return argument instanceof Enum<?> constant
        ? constant.name()
        : argument.getClass().getSimpleName();
  }
}
