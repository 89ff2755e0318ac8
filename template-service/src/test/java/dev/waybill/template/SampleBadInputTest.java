package dev.waybill.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.CallError;
import dev.waybill.proto.template.v1.CloseSampleRequest;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.GetSampleRequest;
import dev.waybill.proto.template.v1.ListSamplesRequest;
import io.grpc.Status;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that violate the contract are refused with the field's name, and store nothing. */
final class SampleBadInputTest {
  private static final RunningTemplate SERVICE = new RunningTemplate();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        bad("sample_id", request -> request.clearSampleId()),
        bad("sample_id", request -> request.setSampleId("17")),
        bad("customer_id", request -> request.clearCustomerId()),
        bad("customer_id", request -> request.setCustomerId("-")),
        bad("customer_id", request -> request.setCustomerId("c".repeat(65))),
        bad("sku", request -> request.clearSku()),
        bad("sku", request -> request.setSku("lower-case")),
        bad("quantity", request -> request.clearQuantity()),
        bad("quantity", request -> request.setQuantity(-1)),
        bad("quantity", request -> request.setQuantity(10_001)),
        bad("title", request -> request.setTitle("two\nlines")),
        bad("title", request -> request.setTitle("t".repeat(101))));
  }

  private static Arguments bad(String field, UnaryOperator<CreateSampleRequest.Builder> change) {
    return Arguments.of(field, change.apply(RunningTemplate.anyRequest().toBuilder()).build());
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void rejectsInvalidField(String field, CreateSampleRequest request) {
    names(CallError.of(() -> SERVICE.create(request)), field);
    assertThat(SERVICE.count("samples")).isZero();
  }

  @Test
  void rejectsMalformedId() {
    var get = GetSampleRequest.newBuilder().setSampleId("17").build();
    var close = CloseSampleRequest.getDefaultInstance();

    names(CallError.of(() -> SERVICE.stub().getSample(get)), "sample_id");
    names(CallError.of(() -> SERVICE.stub().closeSample(close)), "sample_id");
  }

  @Test
  void rejectsFinalQuantityOutOfRange() {
    String id = RunningTemplate.anyRequest().getSampleId();

    names(CallError.of(() -> SERVICE.close(id, -1)), "final_quantity");
    names(CallError.of(() -> SERVICE.close(id, 10_001)), "final_quantity");
  }

  @Test
  void rejectsNegativePageSize() {
    var request = ListSamplesRequest.newBuilder().setPageSize(-1).build();

    names(CallError.of(() -> SERVICE.stub().listSamples(request)), "page_size");
  }

  @Test
  void rejectsTamperedPageToken() {
    var request = ListSamplesRequest.newBuilder().setPageToken("bm90IG91cnM").build();

    CallError failure = CallError.of(() -> SERVICE.stub().listSamples(request));

    names(failure, "page_token");
    assertThat(failure.reason()).isEqualTo("INVALID_PAGE_TOKEN");
  }

  private static void names(CallError failure, String field) {
    assertThat(failure.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.fields()).containsExactly(field);
  }
}
