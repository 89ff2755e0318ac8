package dev.waybill.cli.audit;

import dev.waybill.common.message.TimeMessages;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.time.Duration;

/**
 * Holds the books of the three services against each other, while they run: first what each finds
 * wrong by itself, then order by order across all three, then the journal of acknowledged answers.
 * To be run once.
 */
public final class Audit {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int ORDERS_TO_PROGRESS = 5_000;

  private final Books books;
  private final AuditOptions options;
  private final CountedFindings findings;
  private final Suspects suspects;

  public Audit(AuditChannels channels, AuditOptions options, Findings listener) {
    this(channels, options, listener, FIRST_PAUSE);
  }

  Audit(AuditChannels channels, AuditOptions options, Findings listener, Duration firstPause) {
    this.books = Books.of(channels);
    this.options = options;
    this.findings = new CountedFindings(listener);
    this.suspects = new Suspects(books, options, findings, firstPause);
  }

  /**
   * Reports findings as they come. Throws AuditFailedException when a service does not answer,
   * JournalException when the journal cannot be read.
   */
  public AuditReport run() {
    // Streams that are not read to their end, because another one failed, end with the context.
    try (CancellableContext context = Context.current().withCancellation()) {
      return context.wrap(this::check).call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("check() throws no checked exception", e);
    }
  }

  private AuditReport check() {
    books.ownViolations().forEach(own -> own.get().forEachRemaining(findings::violation));
    long orders = checkOrders();
    JournalCheck journalCheck = new JournalCheck(books.orders(), findings);
    long acknowledged = options.journal().map(journalCheck::run).orElse(0L);
    return findings.report(orders, acknowledged);
  }

  private long checkOrders() {
    CaseStream cases = CaseStream.open(books, TimeMessages.toMessage(options.settledFor()));
    long orders = 0;
    while (cases.hasNext()) {
      Case next = cases.next();
      if (Suspects.isSuspect(next)) {
        suspects.add(next);
      }
      if (next.order().isPresent() && ++orders % ORDERS_TO_PROGRESS == 0) {
        findings.progress(orders);
      }
    }
    suspects.settle();
    return orders;
  }
}
