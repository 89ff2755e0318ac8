package dev.waybill.payment.domain;

import dev.waybill.common.command.Book;
import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows;
import dev.waybill.payment.domain.Payment.Captured;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.Payment.Refunded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The payments that a group of commands works on, and what the group posts to the ledger. */
public final class PaymentBook extends Book {
  private final Rows<OrderId, PaymentRecord> payments;
  private final List<LedgerLeg> legs = new ArrayList<>();

  /**
   * Creates an empty book.
   *
   * @param recent keeps payments from one book to the next
   */
  public PaymentBook(RowCache<OrderId, PaymentRecord> recent) {
    this.payments = add(new Rows<>(recent));
  }

  public Rows<OrderId, PaymentRecord> payments() {
    return payments;
  }

  /** The legs to post, in the sequence in which they happened. */
  public List<LedgerLeg> legs() {
    return Collections.unmodifiableList(legs);
  }

  PaymentRecord create(Payment payment, Instant now) {
    return keep(new PaymentRecord(payment, now, now));
  }

  PaymentRecord change(PaymentRecord known, Payment next, Instant now) {
    return keep(known.changed(next, now));
  }

  /** Posts the movement of a capture to the ledger. */
  Captured post(Captured captured) {
    legs.addAll(LedgerLeg.ofCapture(captured.orderId(), captured.terms().amount()));
    return captured;
  }

  /** Posts the movement of a refund to the ledger. */
  Refunded post(Refunded refunded) {
    legs.addAll(LedgerLeg.ofRefund(refunded.orderId(), refunded.terms().amount()));
    return refunded;
  }

  private PaymentRecord keep(PaymentRecord record) {
    payments.put(record.payment().orderId(), record);
    return record;
  }
}
