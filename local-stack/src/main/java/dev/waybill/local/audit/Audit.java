package dev.waybill.local.audit;

import dev.waybill.common.message.TimeMessages;
import dev.waybill.local.invariants.OwnInvariants;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.time.Duration;

/**
 * Checks the services' books while they run: first the violations that each service finds by
 * itself, then orders, stock and payments against each other, order by order, then the journal of
 * acknowledged answers. Use an instance once.
 */
public final class Audit {
  /** The first pause when services may be working. */
  public static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private static final int ORDERS_TO_PROGRESS = 5_000;

  private final OwnInvariants ownInvariants;
  private final Books books;
  private final AuditOptions options;
  private final CountedFindings findings;
  private final Suspects suspects;

  public Audit(ServiceChannels channels, AuditOptions options, Findings listener) {
    this(channels, options, listener, FIRST_PAUSE);
  }

  /**
   * @param firstPause the first pause before a case that looks wrong is read again; each further
   *     pause is twice as long
   */
  public Audit(
      ServiceChannels channels, AuditOptions options, Findings listener, Duration firstPause) {
    this.ownInvariants = new OwnInvariants(channels);
    this.books = Books.of(channels);
    this.options = options;
    this.findings = new CountedFindings(listener);
    this.suspects = new Suspects(books, options, findings, firstPause);
  }

  /**
   * Runs the audit and reports findings as they are found. Throws AuditFailedException if a service
   * does not answer, and JournalException if the journal cannot be read.
   */
  public AuditReport run() {
    // Closing the context cancels the streams that are left unread when another one fails.
    try (CancellableContext context = Context.current().withCancellation()) {
      return context.wrap(this::check).call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("check() throws no checked exception", e);
    }
  }

  private AuditReport check() {
    ownInvariants.check(findings::violation);
    long orders = checkOrders();
    JournalCheck journalCheck = new JournalCheck(books.orders(), findings);
    long acknowledged = options.journal().map(journalCheck::run).orElse(0L);
    return findings.report(Services.ALL.size(), orders, acknowledged);
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
