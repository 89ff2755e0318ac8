package dev.waybill.payment.telemetry;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import dev.waybill.payment.telemetry.PaymentMetrics.Answer;
import dev.waybill.payment.telemetry.PaymentMetrics.Operation;
import java.util.function.Supplier;

/** Measures what a card processor answers, and how soon. */
public record MeasuredCardProcessor(CardProcessor processor, PaymentMetrics metrics)
    implements CardProcessor {
  @Override
  public ProcessorAnswer.ToAuthorize authorize(OrderId key, PaymentTerms terms, TimeBudget budget) {
    return measured(Operation.AUTHORIZE, () -> processor.authorize(key, terms, budget));
  }

  @Override
  public ProcessorAnswer.ToCapture capture(OrderId key, Money amount, TimeBudget budget) {
    return measured(Operation.CAPTURE, () -> processor.capture(key, amount, budget));
  }

  @Override
  public ProcessorAnswer.ToFind find(OrderId key, TimeBudget budget) {
    return measured(Operation.FIND, () -> processor.find(key, budget));
  }

  @Override
  public ProcessorAnswer.ToCancel cancel(OrderId key, TimeBudget budget) {
    return measured(Operation.CANCEL, () -> processor.cancel(key, budget));
  }

  private <A extends ProcessorAnswer> A measured(Operation operation, Supplier<A> call) {
    long start = System.nanoTime();
    Answer told = Answer.FAILED;
    try {
      A answer = call.get();
      told = answer(answer);
      return answer;
    } catch (ProcessorTimeoutException timedOut) {
      told = Answer.TIMED_OUT;
      throw timedOut;
    } finally {
      metrics.calls().record(System.nanoTime() - start, operation);
      metrics.answers().add(told);
    }
  }

  private static Answer answer(ProcessorAnswer answer) {
    return switch (answer) {
      case ProcessorAnswer.Approved _ -> Answer.APPROVED;
      case ProcessorAnswer.Declined _ -> Answer.DECLINED;
      case ProcessorAnswer.KeyReused _ -> Answer.KEY_REUSED;
      case ProcessorAnswer.Closed _ -> Answer.CLOSED;
      case ProcessorAnswer.Captured _ -> Answer.CAPTURED;
      case ProcessorAnswer.CaptureRefused _ -> Answer.CAPTURE_REFUSED;
      case ProcessorAnswer.NothingHeld _ -> Answer.NOTHING_HELD;
      case ProcessorAnswer.Found _ -> Answer.FOUND;
      case ProcessorAnswer.NotFound _ -> Answer.NOT_FOUND;
      case ProcessorAnswer.NothingTaken _ -> Answer.NOTHING_TAKEN;
      case ProcessorAnswer.GivenBack _ -> Answer.GIVEN_BACK;
    };
  }

  @Override
  public void close() {
    processor.close();
  }
}
