package dev.waybill.local.audit;

import dev.waybill.proto.audit.v1.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases that looked wrong. The services were read at different moments, so most are only changing.
 * Each is read again a few times, and reported if it is still wrong.
 */
final class Suspects {
  /**
   * How many cases may wait to be read again; at this number they are settled before the audit
   * continues.
   */
  private static final int ROOM = 1_000;

  private static final int ROUNDS = 4;

  private final Books books;
  private final AuditOptions options;
  private final Findings findings;
  private final Duration firstPause;
  private final List<Case> waiting = new ArrayList<>();

  Suspects(Books books, AuditOptions options, Findings findings, Duration firstPause) {
    this.books = books;
    this.options = options;
    this.findings = findings;
    this.firstPause = firstPause;
  }

  /**
   * Reads the case again at once, which clears nearly all, and keeps it if it still looks wrong.
   */
  void add(Case suspect) {
    Case again = books.read(suspect.orderId());
    if (isSuspect(again)) {
      waiting.add(again);
    }
    if (waiting.size() >= ROOM) {
      settle();
    }
  }

  /**
   * Reads the waiting cases again until they are right or the rounds are over, and reports the
   * rest.
   */
  void settle() {
    Duration pause = firstPause;
    for (int round = 0; round < ROUNDS && !waiting.isEmpty(); round++) {
      sleep(pause);
      pause = pause.multipliedBy(2);
      waiting.replaceAll(suspect -> books.read(suspect.orderId()));
      waiting.removeIf(suspect -> !isSuspect(suspect));
    }
    waiting.forEach(this::report);
    waiting.clear();
  }

  static boolean isSuspect(Case suspect) {
    return !CrossRules.judge(suspect).isEmpty();
  }

  private void report(Case found) {
    List<Violation> violations = CrossRules.judge(found);
    if (found.isHoldWithoutOrder()) {
      violations.forEach(findings::holdWithoutOrder);
    } else if (found.isOrphan() && !options.strict()) {
      violations.forEach(findings::notice);
    } else {
      violations.forEach(findings::violation);
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      // The remaining rounds do not pause, and the next call to a service ends the audit.
      Thread.currentThread().interrupt();
    }
  }
}
