package dev.waybill.order.client;

import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.stream.ReopeningExchange;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.common.time.TimedWait;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The one long-lived stream over which this instance asks payment to capture.
 *
 * <p>A single stream gives backpressure that a call per order would not: payment takes only as many
 * instructions as it can work on, and at most a window of them waits here.
 */
final class SettlementStream implements AutoCloseable {
  /** As many as payment works on at a time. */
  private static final int WINDOW = 256;

  private final ReopeningExchange<String, SettlePaymentsRequest, SettlePaymentsResponse> exchange;

  SettlementStream(Channel channel) {
    this.exchange =
        new ReopeningExchange<>(
            // Taking an answer wakes its waiter and does not block, so it needs no thread of its
            // own.
            PaymentServiceGrpc.newStub(channel).withExecutor(Runnable::run)::settlePayments,
            SettlePaymentsResponse::getOrderId,
            WINDOW);
  }

  /**
   * Waits for payment's answer, and reopens the stream as often as needed.
   *
   * @throws StatusRuntimeException if there is no answer within the budget; payment may have
   *     captured anyway
   */
  SettlePaymentsResponse settle(SettlePaymentsRequest instruction, TimeBudget budget) {
    String key = instruction.getOrderId();
    try {
      return TimedWait.get(exchange.send(key, instruction, budget), budget);
    } catch (ExecutionException e) {
      throw Status.fromThrowable(e).withCause(e).asRuntimeException();
    } catch (TimeExpiredException e) {
      throw noAnswer(Status.DEADLINE_EXCEEDED, e);
    } catch (TimeoutException e) {
      exchange.withdraw(key);
      throw noAnswer(Status.DEADLINE_EXCEEDED, e);
    } catch (CancellationException e) {
      throw noAnswer(Status.CANCELLED, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.withdraw(key);
      throw noAnswer(Status.CANCELLED, e);
    }
  }

  @Override
  public void close() {
    exchange.close();
  }

  private StatusRuntimeException noAnswer(Status status, Exception cause) {
    return status
        .withDescription("no answer; the stream failed %s times".formatted(exchange.failures()))
        .withCause(cause)
        .asRuntimeException();
  }
}
