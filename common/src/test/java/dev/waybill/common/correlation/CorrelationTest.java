package dev.waybill.common.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.rpc.Replies;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class CorrelationTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final GetItemRequest REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build();

  private final AtomicReference<@Nullable String> seenInContext = new AtomicReference<>();
  private final AtomicReference<@Nullable String> seenInLog = new AtomicReference<>();
  private final AtomicReference<@Nullable String> seenTraceParent = new AtomicReference<>();

  @AutoClose
  private final InProcessService service =
      InProcessService.start(
          SampleWiring.of(
              new SampleService(
                  (_, observer) ->
                      Replies.unary(
                          CompletableFuture.runAsync(() -> {}),
                          observer,
                          _ -> {
                            seenInContext.set(CorrelationId.current());
                            seenInLog.set(MDC.get("correlationId"));
                            seenTraceParent.set(TraceParent.KEY.get());
                            return GetItemResponse.getDefaultInstance();
                          }))));

  @Test
  void usesTheCallersIdAlsoOnTheThreadThatAnswers() {
    String answered = callWith("call-17.a_B");

    assertThat(seenInContext.get()).isEqualTo("call-17.a_B");
    assertThat(seenInLog.get()).isEqualTo("call-17.a_B");
    assertThat(answered).isEqualTo("call-17.a_B");
  }

  @Test
  void replacesAnIdThatIsUnsafeToLog() {
    for (String bad : new String[] {"a b", "x".repeat(65), "a\"b", ""}) {
      String answered = callWith(bad);

      assertThat(answered).isNotEqualTo(bad).matches("[a-f0-9-]{36}");
      assertThat(seenInContext.get()).isEqualTo(answered);
    }
  }

  @Test
  void givesAnIdToACallWithoutOne() {
    assertThat(answeredId(new Metadata(), REQUEST)).matches("[a-f0-9-]{36}");
  }

  @Test
  void returnsTheIdInTheTrailersOfAnError() {
    Metadata headers = new Metadata();
    headers.put(CorrelationId.HEADER, "id-1");

    assertThat(answeredId(headers, GetItemRequest.getDefaultInstance())).isEqualTo("id-1");
  }

  @Test
  void passesTheIdAndTheTraceToCallsMadeInACall() {
    Context call =
        Context.current().withValue(CorrelationId.KEY, "id-2").withValue(TraceParent.KEY, TRACE);
    call.run(() -> SampleServiceGrpc.newBlockingStub(service.channel()).getItem(REQUEST));

    assertThat(seenInContext.get()).isEqualTo("id-2");
    assertThat(seenTraceParent.get()).isEqualTo(TRACE);
  }

  /** Otherwise a caller could fill the metadata of the calls that are made on its behalf. */
  @Test
  void dropsInvalidTraceContext() {
    for (String bad :
        List.of("", "t".repeat(10_000), TRACE + "\n", TRACE.toUpperCase(Locale.ROOT))) {
      var _ = answeredId(tracing(bad), REQUEST);
      assertThat(seenTraceParent.get()).as(bad).isNull();
    }
    var _ = answeredId(tracing(TRACE), REQUEST);
    assertThat(seenTraceParent.get()).isEqualTo(TRACE);
  }

  private static Metadata tracing(String trace) {
    Metadata headers = new Metadata();
    headers.put(TraceParent.HEADER, trace);
    return headers;
  }

  @Test
  void backgroundWorkRunsUnderItsOwnIdAndLeavesNothingBehind() {
    CorrelationId.run(
        "recovery-1",
        () -> {
          assertThat(CorrelationId.current()).isEqualTo("recovery-1");
          assertThat(MDC.get("correlationId")).isEqualTo("recovery-1");
        });

    assertThat(CorrelationId.current()).isEmpty();
    assertThat(MDC.get("correlationId")).isNull();
  }

  @Test
  void detachedWorkKeepsTheIdAndOutlivesTheCall() {
    Context.CancellableContext call =
        Context.current().withValue(CorrelationId.KEY, "id-3").withCancellation();
    AtomicReference<Runnable> detached = new AtomicReference<>();
    AtomicReference<String> seen = new AtomicReference<>();
    call.run(
        () ->
            detached.set(
                CorrelationId.detached(
                    () -> seen.set(CorrelationId.current() + Context.current().isCancelled()))));
    call.cancel(null);
    detached.get().run();

    assertThat(seen.get()).isEqualTo("id-3false");
  }

  private String callWith(String id) {
    Metadata headers = new Metadata();
    headers.put(CorrelationId.HEADER, id);
    return answeredId(headers, REQUEST);
  }

  private String answeredId(Metadata headers, GetItemRequest request) {
    AtomicReference<Metadata> answered = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    Channel channel =
        ClientInterceptors.intercept(
            service.channel(),
            MetadataUtils.newCaptureMetadataInterceptor(answered, trailers),
            MetadataUtils.newAttachHeadersInterceptor(headers));
    try {
      var _ = SampleServiceGrpc.newBlockingStub(channel).getItem(request);
    } catch (StatusRuntimeException _) {
      return Objects.requireNonNull(trailers.get().get(CorrelationId.HEADER));
    }
    return Objects.requireNonNull(answered.get().get(CorrelationId.HEADER));
  }
}
