package dev.waybill.payment.sandbox;

import dev.waybill.common.command.Command;
import dev.waybill.common.command.Rows;
import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import java.time.Instant;

/** A command to the sandbox; {@code R} is the type of its answer. */
sealed interface ChargeCommand<R> extends Command<Rows<OrderId, Charge>, R> {
  OrderId key();

  @Override
  default void nameRows(Rows<OrderId, Charge> charges) {
    charges.name(key());
  }

  /** Sets an amount aside. */
  record Authorize(OrderId key, PaymentTerms terms) implements ChargeCommand<Authorized> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(Rows<OrderId, Charge> charges) {
      charges.nameNew(key);
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
   * @param first whether this command made the decision and not an earlier one
   */
  record Authorized(ProcessorAnswer.ToAuthorize answer, boolean first) {}

  /** Takes an amount that was set aside. */
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

  /** Gives everything back, and closes the key to anything more. */
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
