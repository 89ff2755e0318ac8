package dev.waybill.system.faults.network;

import dev.waybill.common.server.ServiceRunner;
import dev.waybill.local.stack.Services;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs order-service like its own main, except that the last of several arguments with the same
 * name counts. This lets a test redirect the service.
 */
final class RedirectedOrderMain {
  private RedirectedOrderMain() {}

  public static void main(String[] arguments) {
    Map<String, String> last = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      last.put(arguments[i], arguments[i + 1]);
    }
    String[] redirected =
        last.entrySet().stream()
            .flatMap(argument -> Stream.of(argument.getKey(), argument.getValue()))
            .toArray(String[]::new);
    System.exit(ServiceRunner.run(Services.ORDER, redirected));
  }
}
