package dev.waybill.payment.domain;

import dev.waybill.common.command.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The payments that a group of commands works on, and what the group posts to the ledger. */
public final class PaymentBook {
  private final Rows<OrderId, PaymentRecord> payments = new Rows<>();
  private final List<LedgerLeg> legs = new ArrayList<>();

  public Rows<OrderId, PaymentRecord> payments() {
    return payments;
  }

  /** The legs to post, in the sequence in which they happened. */
  public List<LedgerLeg> legs() {
    return Collections.unmodifiableList(legs);
  }

  void post(List<LedgerLeg> movement) {
    legs.addAll(movement);
  }
}
