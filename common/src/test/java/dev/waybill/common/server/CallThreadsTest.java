package dev.waybill.common.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.rpc.PromptService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.ItemLine;
import dev.waybill.sample.v1.PutItemsRequest;
import dev.waybill.sample.v1.PutItemsResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import dev.waybill.sample.v1.SampleServiceGrpc.SampleServiceBlockingStub;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which thread handles a call. */
final class CallThreadsTest {
  private final CompletableFuture<Thread> get = new CompletableFuture<>();
  private final CompletableFuture<Thread> put = new CompletableFuture<>();

  @Test
  void methodsThatNeverWaitRunWhereTheRequestIsRead() {
    call(new Prompt());

    assertThat(get.join().isVirtual()).isFalse();
    assertThat(put.join().isVirtual()).isTrue();
  }

  /** Checking the token may mean to read the issuer's keys again. */
  @Test
  void callsWithATokenRunOnThreadsOfTheirOwn() {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer x");

    call(new Prompt(), MetadataUtils.newAttachHeadersInterceptor(headers));

    assertThat(get.join().isVirtual()).isTrue();
  }

  @Test
  void otherMethodsRunOnThreadsOfTheirOwn() {
    call(new Waiting());

    assertThat(get.join().isVirtual()).isTrue();
    assertThat(put.join().isVirtual()).isTrue();
  }

  private static void call(
      SampleServiceGrpc.SampleServiceImplBase service, ClientInterceptor... interceptors) {
    try (GrpcServer server = Ports.start(SampleWiring.of(service))) {
      var channel = Ports.channel(server);
      SampleServiceBlockingStub stub =
          SampleServiceGrpc.newBlockingStub(channel).withInterceptors(interceptors);
      var _ = stub.getItem(GetItemRequest.newBuilder().setName("ITEM").build());
      var _ =
          stub.putItems(
              PutItemsRequest.newBuilder()
                  .setRequestId(UUID.randomUUID().toString())
                  .addLines(ItemLine.newBuilder().setName("ITEM").setQuantity(1))
                  .build());
      assertThat(
              HealthGrpc.newBlockingStub(channel)
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      channel.shutdownNow();
    }
  }

  /** Tells on which threads its methods run. */
  private class Waiting extends SampleServiceGrpc.SampleServiceImplBase {
    @Override
    public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
      get.complete(Thread.currentThread());
      observer.onNext(GetItemResponse.getDefaultInstance());
      observer.onCompleted();
    }

    @Override
    public void putItems(PutItemsRequest request, StreamObserver<PutItemsResponse> observer) {
      put.complete(Thread.currentThread());
      observer.onNext(PutItemsResponse.getDefaultInstance());
      observer.onCompleted();
    }
  }

  /** The same, with one method that never waits. */
  private final class Prompt extends Waiting implements PromptService {
    @Override
    public Set<MethodDescriptor<?, ?>> promptMethods() {
      return Set.of(SampleServiceGrpc.getGetItemMethod());
    }
  }
}
