package dev.waybill.payment;

import static dev.waybill.payment.RunningPayments.instruction;
import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.payment.domain.PaymentStore;
import io.grpc.Status;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A caller of SettlePayments that sends and does not read. */
final class SlowSettlementTest {
  private static final int WINDOW = 256;
  private static final int SENT = 3 * WINDOW;

  private final AtomicInteger taken = new AtomicInteger();

  @AutoClose private final RunningPayments payments = new RunningPayments(this::counted);

  @Test
  void acceptsAtMostOneWindowOfInstructions() throws Exception {
    var caller = payments.settlement();
    for (int i = 0; i < SENT; i++) {
      caller.send(instruction(anyOrder(), AMOUNT));
    }
    caller.finish();

    await().until(() -> taken.get() == WINDOW);
    await().during(300, TimeUnit.MILLISECONDS).until(() -> taken.get() == WINDOW);

    caller.request(SENT + 1);
    assertThat(caller.next(SENT)).allMatch(answer -> answer.getError().hasErrorInfo());
    assertThat(caller.code()).isEqualTo(Status.Code.OK);
  }

  /** Counts the instructions that are worked on: each looks its payment up first. */
  private PaymentPorts counted(PaymentPorts ports) {
    PaymentStore store =
        (PaymentStore)
            Proxy.newProxyInstance(
                PaymentStore.class.getClassLoader(),
                new Class<?>[] {PaymentStore.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("findToCapture")) {
                    taken.incrementAndGet();
                  }
                  try {
                    return method.invoke(ports.store(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new PaymentPorts(store, ports.processor(), ports.audit(), ports.connections());
  }
}
