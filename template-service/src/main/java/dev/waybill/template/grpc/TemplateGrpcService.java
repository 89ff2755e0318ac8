package dev.waybill.template.grpc;

import dev.waybill.common.auth.CallerContext;
import dev.waybill.common.caller.Caller;
import dev.waybill.common.deadline.CallBudget;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.proto.template.v1.CloseSampleRequest;
import dev.waybill.proto.template.v1.CloseSampleResponse;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.CreateSampleResponse;
import dev.waybill.proto.template.v1.GetSampleRequest;
import dev.waybill.proto.template.v1.GetSampleResponse;
import dev.waybill.proto.template.v1.ListSamplesRequest;
import dev.waybill.proto.template.v1.ListSamplesResponse;
import dev.waybill.proto.template.v1.TemplateServiceGrpc;
import dev.waybill.proto.template.v1.WatchSamplesRequest;
import dev.waybill.proto.template.v1.WatchSamplesResponse;
import dev.waybill.template.domain.SampleCommand;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleEvents;
import dev.waybill.template.domain.SampleId;
import dev.waybill.template.domain.SampleStore;
import dev.waybill.template.workflow.CreateSample;
import io.grpc.stub.StreamObserver;

/** The gRPC service for samples. Its unary handlers block, so they run on virtual threads. */
public final class TemplateGrpcService extends TemplateServiceGrpc.TemplateServiceImplBase {
  private final CreateSample createSample;
  private final SampleStore store;
  private final SamplePages pages;
  private final WatchSources<SampleEvents, RecordedEvent> sources;

  public TemplateGrpcService(
      CreateSample create, SampleStore store, WatchSources<SampleEvents, RecordedEvent> sources) {
    this.createSample = create;
    this.store = store;
    this.pages = new SamplePages(store);
    this.sources = sources;
  }

  @Override
  public void createSample(
      CreateSampleRequest request, StreamObserver<CreateSampleResponse> observer) {
    Replies.unary(() -> create(request), observer);
  }

  private CreateSampleResponse create(CreateSampleRequest request) {
    var result = createSample.create(SampleMessages.request(request), budget());
    var message = SampleMessages.toMessage(TemplateStatuses.standing(result));
    return CreateSampleResponse.newBuilder().setSample(message).build();
  }

  @Override
  public void closeSample(
      CloseSampleRequest request, StreamObserver<CloseSampleResponse> observer) {
    Replies.unary(() -> close(request), observer);
  }

  private CloseSampleResponse close(CloseSampleRequest request) {
    SampleId id = SampleMessages.sampleId(request.getSampleId());
    var command = new SampleCommand.Close(id, request.getFinalQuantity());
    var result = store.apply(command, budget());
    var message = SampleMessages.toMessage(TemplateStatuses.standing(result));
    return CloseSampleResponse.newBuilder().setSample(message).build();
  }

  @Override
  public void getSample(GetSampleRequest request, StreamObserver<GetSampleResponse> observer) {
    Replies.unary(() -> get(request), observer);
  }

  private GetSampleResponse get(GetSampleRequest request) {
    SampleId id = SampleMessages.sampleId(request.getSampleId());
    Caller caller = CallerContext.current();
    var message =
        store
            .find(id, budget())
            .filter(sample -> caller.actsFor(sample.request().customerId()))
            .map(SampleMessages::toMessage)
            .orElseThrow(() -> TemplateStatuses.notFound(id));
    return GetSampleResponse.newBuilder().setSample(message).build();
  }

  @Override
  public void listSamples(
      ListSamplesRequest request, StreamObserver<ListSamplesResponse> observer) {
    Replies.unary(() -> pages.page(request, budget()), observer);
  }

  @Override
  public void watchSamples(
      WatchSamplesRequest request, StreamObserver<WatchSamplesResponse> observer) {
    SamplesWatch.open(sources, request, observer);
  }

  private static TimeBudget budget() {
    return CallBudget.ofCurrentCall();
  }
}
