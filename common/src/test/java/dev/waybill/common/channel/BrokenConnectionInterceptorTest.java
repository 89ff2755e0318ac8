package dev.waybill.common.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

final class BrokenConnectionInterceptorTest {
  @Test
  void mapsBrokenConnectionToUnavailable() throws Exception {
    Status broken =
        Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());

    Status seen = seenByTheCaller(broken);

    assertThat(seen.getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(seen.getDescription()).isEqualTo("channel closed");
    assertThat(seen.getCause()).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void keepsOtherUnknownStatuses() throws Exception {
    assertThat(seenByTheCaller(Status.UNKNOWN.withDescription("channel closed")).getCode())
        .isEqualTo(Code.UNKNOWN);
    assertThat(seenByTheCaller(Status.UNKNOWN.withCause(new IOException("reset"))).getCode())
        .isEqualTo(Code.UNKNOWN);
  }

  /**
   * Returns the status that the caller sees when the transport ends a call with this status and
   * cause.
   */
  private static Status seenByTheCaller(Status status) throws IOException {
    String name = InProcessServerBuilder.generateName();
    Server server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(new EndingWith(status))
            .build()
            .start();
    ManagedChannel channel =
        InProcessChannelBuilder.forName(name)
            .propagateCauseWithStatus(true)
            .intercept(StandardInterceptors.client())
            .build();
    try {
      return catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  SampleServiceGrpc.newBlockingStub(channel)
                      .getItem(GetItemRequest.getDefaultInstance()))
          .getStatus();
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static final class EndingWith extends SampleServiceGrpc.SampleServiceImplBase {
    private final Status status;

    private EndingWith(Status status) {
      this.status = status;
    }

    @Override
    public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
      observer.onError(status.asRuntimeException());
    }
  }
}
