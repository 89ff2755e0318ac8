package dev.waybill.system.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Reports on standard output which fault points the process passes. Holds every thread that reaches
 * the point that the test has armed through standard input. The test then kills the process or
 * releases the threads.
 */
final class Probe {
  /** Prefix of the line for a point that is passed for the first time since the last "forget". */
  static final String PASSED = "fault point passed: ";

  /** Prefix of the line for the armed point, when the first thread reaches it. */
  static final String REACHED = "fault point reached: ";

  /** Confirms that the preceding command was obeyed. */
  static final String OBEYED = "fault point obeyed: ";

  /** Command that makes the process forget which points it has passed. */
  static final String FORGET = "forget";

  /** Prefix of the command that arms a point. */
  static final String ARM = "arm ";

  /** Command that releases the held threads and disarms the point. */
  static final String RELEASE = "release";

  private final Set<String> passed = ConcurrentHashMap.newKeySet();
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch released = new CountDownLatch(1);
  private volatile String armed = "";

  private Probe() {}

  /** Starts listening to the test. */
  static Probe start() {
    Probe probe = new Probe();
    Thread.ofPlatform().daemon().name("probe").start(probe::obey);
    return probe;
  }

  /** Returns, unless the point is armed. */
  void pass(FaultPoint point) {
    String name = point.toString();
    if (passed.add(name)) {
      say(PASSED + name);
    }
    if (name.equals(armed)) {
      if (reached.add(name)) {
        say(REACHED + name);
      }
      hold();
    }
  }

  private void hold() {
    try {
      released.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void obey() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(FORGET)) {
          passed.clear();
        } else if (line.startsWith(ARM)) {
          released = new CountDownLatch(1);
          armed = line.substring(ARM.length());
        } else if (line.equals(RELEASE)) {
          armed = "";
          released.countDown();
        }
        say(OBEYED + line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
