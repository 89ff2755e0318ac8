package dev.waybill.payment.sandbox;

import dev.waybill.common.command.Command;
import dev.waybill.common.command.Rows;
import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import dev.waybill.payment.domain.ProcessorAnswer;
import java.time.Instant;

/** Something that the sandbox is asked to do; {@code R} is what it answers. */
sealed interface ChargeCommand<R> extends Command<Rows<OrderId, Charge>, R> {
  OrderId key();

  @Override
  default void nameRows(Rows<OrderId, Charge> charges) {
    charges.name(key());
  }

  /** Set an amount aside. */
  record Authorize(OrderId key, PaymentTerms terms) implements ChargeCommand<Authorized> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public Authorized decide(Rows<OrderId, Charge> charges, Instant now) {
      return new ChargeRules(charges).authorize(this);
    }
  }

  /**
   * The answer to an authorize.
   *
   * @param answer the decision
   * @param first whether this command decided it, rather than an earlier one
   */
  record Authorized(ProcessorAnswer.ToAuthorize answer, boolean first) {}

  /** Take an amount that was set aside. */
  record Capture(OrderId key, Money amount) implements ChargeCommand<ProcessorAnswer.ToCapture> {
    @Override
    public boolean isNewWork() {
      return false;
    }

    @Override
    public ProcessorAnswer.ToCapture decide(Rows<OrderId, Charge> charges, Instant now) {
      return new ChargeRules(charges).capture(this);
    }
  }

  /** Give everything back, and let nothing more happen under the key. */
  record Cancel(OrderId key) implements ChargeCommand<ProcessorAnswer.ToCancel> {
    @Override
    public boolean isNewWork() {
      return false;
    }

    @Override
    public ProcessorAnswer.ToCancel decide(Rows<OrderId, Charge> charges, Instant now) {
      return new ChargeRules(charges).cancel(this);
    }
  }
}
