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
 * Tells the test, on standard output, which fault points the process passes, and holds every thread
 * that comes to the one that the test has named on standard input. The test then kills the process,
 * or lets it go on.
 */
final class Probe {
  /** Begins the line of a point that is passed for the first time since the test said so. */
  static final String PASSED = "fault point passed: ";

  /** Begins the line of the armed point, when the first thread comes to it. */
  static final String REACHED = "fault point reached: ";

  /** Confirms that the line before has been obeyed. */
  static final String OBEYED = "fault point obeyed: ";

  /** The line that makes the process forget what it has passed. */
  static final String FORGET = "forget";

  /** Begins the line that arms a point. */
  static final String ARM = "arm ";

  /** The line that lets the held threads go on, and holds no more. */
  static final String RELEASE = "release";

  private final Set<String> passed = ConcurrentHashMap.newKeySet();
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch released = new CountDownLatch(1);
  private volatile String armed = "";

  private Probe() {}

  /** Listens to the test from now on. */
  static Probe start() {
    Probe probe = new Probe();
    Thread.ofPlatform().daemon().name("probe").start(probe::obey);
    return probe;
  }

  /** Comes back, unless the point is armed. */
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
