package dev.waybill.system.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Finds ports that are not in use. They are below the range that the system uses for outgoing
 * connections. Each port is given out once, so that it stays free while its process is down.
 */
public final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /** The first of the given number of consecutive free ports. */
  public static synchronized int neighbours(int count) {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      List<Integer> ports = IntStream.range(first, first + count).boxed().toList();
      if (Collections.disjoint(GIVEN, ports) && ports.stream().allMatch(FreePorts::isFree)) {
        GIVEN.addAll(ports);
        return first;
      }
    }
    throw new IllegalStateException("no " + count + " neighbouring free ports in 100 tries");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }
}
