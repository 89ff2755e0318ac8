package dev.waybill.template;

import static dev.waybill.template.RunningTemplate.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.waybill.common.testing.CallError;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.ListSamplesRequest;
import dev.waybill.proto.template.v1.ListSamplesResponse;
import dev.waybill.proto.template.v1.Sample;
import dev.waybill.proto.template.v1.SampleState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The calls as the contract describes them, over a real stub. */
final class SampleGrpcTest {
  @AutoClose private final RunningTemplate service = new RunningTemplate();
  private final CreateSampleRequest request = anyRequest();

  @Test
  void createsAndShowsTheSame() {
    Sample created = service.create(request);

    for (FieldDescriptor field : CreateSampleRequest.getDescriptor().getFields()) {
      assertThat(request.getAllFields()).as("the request has every field").containsKey(field);
      FieldDescriptor shown = Sample.getDescriptor().findFieldByName(field.getName());
      assertThat(shown).as(field.getName()).isNotNull();
      assertThat(created.getField(shown)).as(field.getName()).isEqualTo(request.getField(field));
    }
    assertThat(created.getState()).isEqualTo(SampleState.SAMPLE_STATE_OPEN);
    assertThat(created.getVersion()).isEqualTo(1);
    assertThat(service.get(request.getSampleId())).isEqualTo(created);
  }

  @Test
  void answersRepeatWithTheSame() {
    Sample created = service.create(request);

    assertThat(service.create(request)).isEqualTo(created);
    assertThat(service.count("samples")).isEqualTo(1);
    assertThat(service.count("sample_events")).isEqualTo(1);
  }

  @Test
  void refusesOtherContentUnderTheSameId() {
    service.create(request);

    CallError failure =
        CallError.of(() -> service.create(request.toBuilder().setQuantity(7).build()));

    assertThat(failure.ending()).isEqualTo("ALREADY_EXISTS SAMPLE_CONTENT_DIFFERS");
    assertThat(failure.resource()).isEqualTo("samples/" + request.getSampleId());
  }

  @Test
  void closesOnce() {
    service.create(request);

    Sample closed = service.close(request.getSampleId(), 2);

    assertThat(closed.getState()).isEqualTo(SampleState.SAMPLE_STATE_CLOSED);
    assertThat(closed.getFinalQuantity()).isEqualTo(2);
    assertThat(closed.getVersion()).isEqualTo(2);
    assertThat(service.close(request.getSampleId(), 2)).isEqualTo(closed);
    assertThat(service.create(request)).isEqualTo(closed);
    assertThat(CallError.of(() -> service.close(request.getSampleId(), 1)).ending())
        .isEqualTo("FAILED_PRECONDITION SAMPLE_CLOSED");
  }

  @Test
  void refusesFinalQuantityAboveTheQuantity() {
    Sample created = service.create(request);

    assertThat(
            CallError.of(() -> service.close(request.getSampleId(), request.getQuantity() + 1))
                .ending())
        .isEqualTo("FAILED_PRECONDITION SAMPLE_QUANTITY_EXCEEDED");
    assertThat(service.get(request.getSampleId())).isEqualTo(created);
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertThat(CallError.of(() -> service.get(request.getSampleId())).ending())
        .isEqualTo("NOT_FOUND SAMPLE_NOT_FOUND");
    assertThat(CallError.of(() -> service.close(request.getSampleId(), 1)).ending())
        .isEqualTo("NOT_FOUND SAMPLE_NOT_FOUND");
  }

  @Test
  void listsEachOnceNewestFirstWhateverThePageSize() {
    List<Sample> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      oldestFirst.add(service.create(anyRequest()));
    }

    List<Sample> listed = new ArrayList<>();
    String token = "";
    do {
      ListSamplesResponse page = list(2, token);
      listed.addAll(page.getSamplesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(listed).isEqualTo(oldestFirst.reversed());
    assertThat(list(5, "").getNextPageToken()).isEmpty();
    assertThat(list(0, "").getSamplesList()).isEqualTo(listed);
  }

  private ListSamplesResponse list(int size, String token) {
    var request = ListSamplesRequest.newBuilder().setPageSize(size).setPageToken(token);
    return service.stub().listSamples(request.build());
  }
}
