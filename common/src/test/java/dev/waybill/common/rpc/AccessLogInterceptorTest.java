package dev.waybill.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.error.StreamErrors;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleService.Handler;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("reads the access log of the whole JVM")
final class AccessLogInterceptorTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(AccessLogLine.LOGGER);
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void logsAnAnsweredCallAsOneDebugLine() {
    assertLine(
        (_, observer) -> {
          observer.onNext(GetItemResponse.getDefaultInstance());
          observer.onCompleted();
        },
        "ITEM-1",
        "DEBUG sample\\.v1\\.SampleService/GetItem OK \\d+ ms");
  }

  @Test
  void logsACallersMistakeAsInformation() {
    assertLine((_, _) -> {}, "not a name", "INFO .*GetItem INVALID_ARGUMENT \\d+ ms");
  }

  @Test
  void logsARequestThatCouldNotBeServedAsAWarning() {
    assertLine(
        (_, _) -> {
          throw new OverloadedException("full");
        },
        "ITEM-1",
        "WARN .*GetItem RESOURCE_EXHAUSTED \\d+ ms");
  }

  @Test
  void logsTheRegularEndOfAStreamAsInformation() {
    assertLine(
        (_, _) -> {
          throw StreamErrors.ended("token");
        },
        "ITEM-1",
        "INFO .*GetItem UNAVAILABLE \\d+ ms");
    lines.texts.clear();
    assertLine(
        (_, _) -> {
          throw RpcErrors.common(
              Code.DEADLINE_EXCEEDED, CommonErrorReason.STREAM_IDLE, "nothing to do");
        },
        "ITEM-1",
        "INFO .*GetItem DEADLINE_EXCEEDED \\d+ ms");
  }

  @Test
  void logsOurOwnFaultAsAnError() {
    assertLine(
        (_, _) -> {
          throw new IllegalStateException();
        },
        "ITEM-1",
        "ERROR .*GetItem INTERNAL \\d+ ms");
  }

  @Test
  void logsAnUnknownThatAMethodChoseAsAWarning() {
    assertLine(
        (_, observer) ->
            observer.onError(
                Status.UNKNOWN
                    .withDescription("the upstream did not say")
                    .withCause(new IllegalStateException())
                    .asRuntimeException()),
        "ITEM-1",
        "WARN .*GetItem UNKNOWN \\d+ ms");
  }

  @Test
  void logsAnUnimplementedThatAMethodChoseAsInformation() {
    assertLine(
        (_, observer) -> observer.onError(Status.UNIMPLEMENTED.asRuntimeException()),
        "ITEM-1",
        "INFO .*GetItem UNIMPLEMENTED \\d+ ms");
  }

  @Test
  void logsACancelledCallAsOneLine() {
    try (InProcessService service = start((_, _) -> {})) {
      var stub =
          SampleServiceGrpc.newBlockingStub(service.channel())
              .withDeadlineAfter(1, TimeUnit.SECONDS);
      assertThatExceptionOfType(StatusRuntimeException.class)
          .isThrownBy(() -> stub.getItem(request("ITEM-1")));
      await().until(() -> !lines.texts.isEmpty());
    }
    assertThat(lines.texts).singleElement().asString().matches("INFO .*GetItem CANCELLED \\d+ ms");
  }

  private void assertLine(Handler handler, String name, String pattern) {
    try (InProcessService service = start(handler)) {
      var _ = SampleServiceGrpc.newBlockingStub(service.channel()).getItem(request(name));
    } catch (StatusRuntimeException _) {
      // Other tests check the answer; this one checks the line.
    }
    assertThat(lines.texts).singleElement().asString().matches(pattern);
  }

  private static InProcessService start(Handler handler) {
    return InProcessService.start(SampleWiring.of(new SampleService(handler)));
  }

  private static GetItemRequest request(String name) {
    return GetItemRequest.newBuilder().setName(name).build();
  }

  /** Collects the logged lines. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      texts.add(event.getLevel() + " " + event.getFormattedMessage());
    }
  }
}
