package dev.waybill.payment.sandbox;

import dev.waybill.common.command.Rows;
import dev.waybill.common.db.Database;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.group.GroupCommitter;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer;
import dev.waybill.payment.domain.CardProcessor.ProcessorTimeoutException;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import java.time.Duration;

/**
 * A durable card processor for trying things out: the card token determines its behavior.
 *
 * <p>It keeps its own books in its own schema and commits before it answers, as a real provider
 * would. Call it on virtual threads only, because a token that times out makes the caller wait.
 */
public final class SandboxCardProcessor implements CardProcessor {
  private final Database database;
  private final Duration timeout;
  private final GroupCommitter<Rows<OrderId, Charge>> lane;

  /**
   * @param timeout how long a caller waits for an answer that does not come
   */
  public SandboxCardProcessor(Database database, Duration timeout, GroupSettings settings) {
    this.database = database;
    this.timeout = timeout;
    this.lane = new GroupCommitter<>("sandbox", database, new ChargeGroupWriter(), settings);
  }

  @Override
  public ProcessorAnswer.ToAuthorize authorize(OrderId key, PaymentTerms terms, TimeBudget budget) {
    TimeBudget patience = patience(budget);
    SandboxToken token = SandboxToken.of(terms.paymentToken());
    if (token == SandboxToken.TOK_TIMEOUT_LOST) {
      throw waitInVain(key, patience);
    }
    ChargeCommand.Authorized result = apply(new ChargeCommand.Authorize(key, terms), patience);
    if (result.first() && token == SandboxToken.TOK_TIMEOUT_THEN_OK) {
      throw waitInVain(key, patience);
    }
    return result.answer();
  }

  @Override
  public ProcessorAnswer.ToCapture capture(OrderId key, Money amount, TimeBudget budget) {
    return apply(new ChargeCommand.Capture(key, amount), patience(budget));
  }

  @Override
  public ProcessorAnswer.ToFind find(OrderId key, TimeBudget budget) {
    return database
        .read(
            patience(budget),
            handle ->
                handle
                    .createQuery(ChargeTable.FIND)
                    .bind("key", key.value())
                    .map((row, context) -> ChargeTable.read(row))
                    .findOne())
        .map(ChargeRules::find)
        .orElseGet(ProcessorAnswer.NotFound::new);
  }

  @Override
  public ProcessorAnswer.ToCancel cancel(OrderId key, TimeBudget budget) {
    return apply(new ChargeCommand.Cancel(key), patience(budget));
  }

  @Override
  public void close() {
    lane.close();
  }

  /** To callers, an unknown commit in the sandbox is the same as a lost answer. */
  private <R> R apply(ChargeCommand<R> command, TimeBudget patience) {
    try {
      return lane.apply(command, patience);
    } catch (OutcomeUnknownException e) {
      throw new ProcessorTimeoutException("the card processor's answer was lost", e);
    }
  }

  private TimeBudget patience(TimeBudget budget) {
    Duration remaining = budget.remaining();
    return TimeBudget.of(remaining.compareTo(timeout) < 0 ? remaining : timeout);
  }

  private static ProcessorTimeoutException waitInVain(OrderId key, TimeBudget patience) {
    try {
      Thread.sleep(patience.remaining());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new ProcessorTimeoutException("the card processor has not answered for " + key);
  }
}
