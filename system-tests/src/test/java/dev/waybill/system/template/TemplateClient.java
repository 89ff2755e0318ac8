package dev.waybill.system.template;

import dev.waybill.proto.template.v1.CloseSampleRequest;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.GetSampleRequest;
import dev.waybill.proto.template.v1.ListSamplesRequest;
import dev.waybill.proto.template.v1.ListSamplesResponse;
import dev.waybill.proto.template.v1.Sample;
import dev.waybill.proto.template.v1.SampleEvent;
import dev.waybill.proto.template.v1.TemplateServiceGrpc;
import dev.waybill.proto.template.v1.TemplateServiceGrpc.TemplateServiceBlockingStub;
import dev.waybill.proto.template.v1.WatchSamplesRequest;
import dev.waybill.proto.template.v1.WatchSamplesResponse;
import dev.waybill.system.cluster.Repeated;
import dev.waybill.system.crash.ServiceClient;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A client that creates, watches and closes samples, and keeps the answers. */
final class TemplateClient implements ServiceClient {
  private static final int QUANTITY = 3;
  private static final Duration TIME = Duration.ofSeconds(10);

  private final TemplateServiceBlockingStub stub;
  private final Map<CreateSampleRequest, Sample> closed = new ConcurrentHashMap<>();
  private final AtomicInteger acknowledged = new AtomicInteger();

  TemplateClient(Channel channel) {
    this.stub = TemplateServiceGrpc.newBlockingStub(channel);
  }

  @Override
  public void work() {
    String before = Repeated.untilAnswered("watch", this::tokenOfNow);
    CreateSampleRequest request = anyRequest();
    create(request);
    acknowledged.incrementAndGet();
    shown(request);
    Repeated.untilAnswered("list", this::firstPage);
    closed.put(request, close(request));
    acknowledged.incrementAndGet();
    List<Long> versions =
        Repeated.untilAnswered("watch", () -> versionsAfter(before, request.getSampleId()));
    if (!versions.equals(List.of(1L, 2L))) {
      throw new AssertionError("expected the versions 1 and 2, got " + versions);
    }
  }

  @Override
  public int acknowledged() {
    return acknowledged.get();
  }

  @Override
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    closed.forEach(
        (request, told) -> {
          for (Sample now : List.of(create(request), close(request), shown(request))) {
            if (!now.equals(told)) {
              found.add("told " + told + ", now " + now);
            }
          }
        });
    return found;
  }

  private Sample create(CreateSampleRequest request) {
    var answer = Repeated.untilAnswered("create", () -> timed().createSample(request));
    return answer.getSample();
  }

  private Sample close(CreateSampleRequest request) {
    var close =
        CloseSampleRequest.newBuilder()
            .setSampleId(request.getSampleId())
            .setFinalQuantity(QUANTITY - 1)
            .build();
    var answer = Repeated.untilAnswered("close", () -> timed().closeSample(close));
    return answer.getSample();
  }

  private Sample shown(CreateSampleRequest request) {
    return Repeated.untilAnswered("get", () -> get(request.getSampleId()));
  }

  private Sample get(String id) {
    var request = GetSampleRequest.newBuilder().setSampleId(id).build();
    return timed().getSample(request).getSample();
  }

  private ListSamplesResponse firstPage() {
    var request = ListSamplesRequest.newBuilder().setPageSize(2).build();
    return timed().listSamples(request);
  }

  /** The token of the first message, which is a heartbeat. */
  private String tokenOfNow() {
    AtomicReference<String> token = new AtomicReference<>("");
    watch("", message -> token.getAndSet(message.getResumeToken()).isEmpty());
    return token.get();
  }

  /** The versions in the events of this id, up to the last one. */
  private List<Long> versionsAfter(String token, String id) {
    List<Long> versions = new ArrayList<>();
    watch(
        token,
        message -> {
          SampleEvent event = message.getEvent();
          if (event.getSampleId().equals(id)) {
            versions.add(event.getVersion());
          }
          return versions.contains(2L);
        });
    return versions;
  }

  /** Reads until a message is the last one wanted, then cancels the stream. */
  private void watch(String token, Predicate<WatchSamplesResponse> isLast) {
    var request = WatchSamplesRequest.newBuilder().setResumeToken(token).build();
    try (CancellableContext context = Context.current().withCancellation()) {
      context.run(
          () -> {
            Iterator<WatchSamplesResponse> messages = timed().watchSamples(request);
            while (!isLast.test(messages.next())) {
              // Events of other threads, and heartbeats.
            }
          });
    }
  }

  private TemplateServiceBlockingStub timed() {
    return stub.withDeadlineAfter(TIME);
  }

  private static CreateSampleRequest anyRequest() {
    return CreateSampleRequest.newBuilder()
        .setSampleId(UUID.randomUUID().toString())
        .setCustomerId("customer-1")
        .setSku("SKU-007")
        .setQuantity(QUANTITY)
        .setTitle("under load")
        .build();
  }
}
