package dev.waybill.system.faults;

import dev.waybill.order.OrderServiceMain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs order-service as its own main does, but of several arguments of one name the last one
 * counts. So a test can lead the service elsewhere than the cluster would.
 */
final class RedirectedOrderMain {
  private RedirectedOrderMain() {}

  public static void main(String[] arguments) {
    Map<String, String> last = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      last.put(arguments[i], arguments[i + 1]);
    }
    OrderServiceMain.main(
        last.entrySet().stream()
            .flatMap(argument -> Stream.of(argument.getKey(), argument.getValue()))
            .toArray(String[]::new));
  }
}
