package dev.waybill.order.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.money.Money;
import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.ParticipantUnavailableException;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceImplBase;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A payment service that accepts the stream of captures and then does not read. */
final class StalledSettlementTest {
  /** More than may be unanswered. */
  private static final int CALLERS = 300;

  private static final Money AMOUNT = new Money("EUR", 1999);

  @AutoClose private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  private final StalledPayments stalled = new StalledPayments();
  private final String name = InProcessServerBuilder.generateName();
  private final Server server =
      InProcessServerBuilder.forName(name)
          .addService(StandardInterceptors.server(stalled))
          .build()
          .start();
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).intercept(StandardInterceptors.client()).build();
  private final GrpcPayments payments = new GrpcPayments(channel);

  StalledSettlementTest() throws IOException {}

  @AfterEach
  void stop() throws InterruptedException {
    payments.close();
    channel.shutdownNow();
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
  }

  @Test
  void releasesEachCallerInTimeAndBuffersNothingForPayment() throws Exception {
    List<Future<Boolean>> answers =
        IntStream.range(0, CALLERS).mapToObj(_ -> callers.submit(this::isLetGo)).toList();
    for (Future<Boolean> answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
    }

    await().until(() -> stalled.call != null);
    stalled.readOn();

    await().during(300, TimeUnit.MILLISECONDS).until(() -> stalled.received.get() == 0);
  }

  private boolean isLetGo() {
    try {
      payments.capture(
          new OrderId(UUID.randomUUID()), AMOUNT, TimeBudget.of(Duration.ofMillis(500)));
      return false;
    } catch (ParticipantUnavailableException e) {
      return Objects.requireNonNull(e.getMessage()).contains("DEADLINE_EXCEEDED");
    }
  }

  /** Does not read until {@link #readOn} is called, and never answers. */
  private static final class StalledPayments extends PaymentServiceImplBase {
    private final AtomicInteger received = new AtomicInteger();
    private volatile @Nullable ServerCallStreamObserver<SettlePaymentsResponse> call;

    void readOn() {
      Objects.requireNonNull(call).request(Integer.MAX_VALUE);
    }

    @Override
    public StreamObserver<SettlePaymentsRequest> settlePayments(
        StreamObserver<SettlePaymentsResponse> observer) {
      var opened = (ServerCallStreamObserver<SettlePaymentsResponse>) observer;
      opened.disableAutoRequest();
      call = opened;
      return new StreamObserver<>() {
        @Override
        public void onNext(SettlePaymentsRequest instruction) {
          received.incrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
          // The test is over.
        }

        @Override
        public void onCompleted() {
          opened.onCompleted();
        }
      };
    }
  }
}
