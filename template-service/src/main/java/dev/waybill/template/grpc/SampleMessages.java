package dev.waybill.template.grpc;

import dev.waybill.common.message.EnumMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.SampleState;
import dev.waybill.template.domain.Sample;
import dev.waybill.template.domain.SampleEvent;
import dev.waybill.template.domain.SampleEvent.Kind;
import dev.waybill.template.domain.SampleId;
import dev.waybill.template.domain.SampleRequest;
import dev.waybill.template.domain.SampleState.Closed;
import java.util.UUID;

/** Converts samples between the domain and protobuf. Requests have already been validated. */
final class SampleMessages {
  private static final EnumMessages<Kind, SampleState> STATES =
      EnumMessages.ofSent(Kind.class, SampleState.class);

  private SampleMessages() {}

  static SampleId sampleId(String text) {
    return new SampleId(UUID.fromString(text));
  }

  static SampleRequest request(CreateSampleRequest message) {
    return new SampleRequest(
        sampleId(message.getSampleId()),
        message.getCustomerId(),
        message.getSku(),
        message.getQuantity(),
        message.getTitle());
  }

  static dev.waybill.proto.template.v1.Sample toMessage(Sample sample) {
    SampleRequest request = sample.request();
    var message =
        dev.waybill.proto.template.v1.Sample.newBuilder()
            .setSampleId(sample.id().toString())
            .setCustomerId(request.customerId())
            .setSku(request.sku())
            .setQuantity(request.quantity())
            .setTitle(request.title())
            .setState(STATES.toMessage(Kind.of(sample.state())))
            .setVersion(sample.version())
            .setCreateTime(TimeMessages.toMessage(sample.createTime()))
            .setUpdateTime(TimeMessages.toMessage(sample.updateTime()));
    if (sample.state() instanceof Closed closed) {
      message.setFinalQuantity(closed.finalQuantity());
    }
    return message.build();
  }

  static dev.waybill.proto.template.v1.SampleEvent toMessage(SampleEvent event) {
    return dev.waybill.proto.template.v1.SampleEvent.newBuilder()
        .setSampleId(event.sampleId().toString())
        .setVersion(event.version())
        .setState(STATES.toMessage(event.kind()))
        .setEventTime(TimeMessages.toMessage(event.time()))
        .build();
  }
}
