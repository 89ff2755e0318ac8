package dev.waybill.order.participants;

import dev.waybill.common.error.RpcErrors;
import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Ways for a participant to answer or to stay silent. */
public final class Scripts {

  private Scripts() {}

  /** Gives no answer while the caller waits. */
  public static <Q, R> Function<Q, R> silence() {
    return _ -> {
      CountDownLatch cancelled = new CountDownLatch(1);
      Context.current().addListener(_ -> cancelled.countDown(), Runnable::run);
      await(cancelled);
      throw error(Code.CANCELLED, "SILENCE");
    };
  }

  /** Gives the answer once the gate is open. */
  public static <Q, R> Function<Q, R> behind(CountDownLatch gate, Function<Q, R> answer) {
    return request -> {
      await(gate);
      return answer.apply(request);
    };
  }

  public static <Q, R> Function<Q, R> failing(Code code, String reason) {
    return _ -> {
      throw error(code, reason);
    };
  }

  public static StatusRuntimeException error(Code code, String reason) {
    return RpcErrors.error(code, reason, "scripted");
  }

  public static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
