package dev.waybill.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import dev.waybill.common.error.Details;
import dev.waybill.common.rpc.CompletingObserver;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.CountItemsRequest;
import dev.waybill.sample.v1.CountItemsResponse;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.ItemLine;
import dev.waybill.sample.v1.PutItemsRequest;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ValidationInterceptorTest {
  private static final String REQUEST_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

  private final SampleService sample = SampleService.answering();

  @AutoClose
  private final InProcessService service = InProcessService.start(SampleWiring.of(sample));

  @Test
  void refusesInvalidRequestBeforeTheHandler() {
    StatusRuntimeException error =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                SampleServiceGrpc.newBlockingStub(service.channel())
                    .getItem(GetItemRequest.newBuilder().setName("not a name").build()));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Details.of(error, ErrorInfo.class).getReason()).isEqualTo("INVALID_REQUEST");
    assertThat(fields(error)).containsExactly("name");
    assertThat(sample.calls()).isZero();
  }

  @Test
  void namesEveryInvalidFieldByItsPath() {
    StatusRuntimeException error =
        reserveFailure(
            PutItemsRequest.newBuilder()
                .setRequestId("17")
                .addLines(line("ITEM-1", 1))
                .addLines(line("ITEM-2", 0))
                .build());

    assertThat(fields(error)).containsExactly("request_id", "lines[1].quantity");
  }

  @Test
  void namesTheFieldOfARuleForTheWholeMessage() {
    StatusRuntimeException error =
        reserveFailure(
            PutItemsRequest.newBuilder()
                .setRequestId(REQUEST_ID)
                .addLines(line("ITEM-1", 1))
                .addLines(line("ITEM-1", 2))
                .build());

    assertThat(Details.of(error, BadRequest.class).getFieldViolationsList())
        .containsExactly(
            FieldViolation.newBuilder()
                .setField("lines")
                .setDescription("each name must appear once")
                .build());
  }

  @Test
  void passesValidRequestToTheHandler() {
    var _ =
        SampleServiceGrpc.newBlockingStub(service.channel())
            .getItem(GetItemRequest.newBuilder().setName("ITEM-1").build());

    assertThat(sample.calls()).isOne();
  }

  @Test
  void leavesItemsOfAClientStreamToTheHandler() {
    CompletableFuture<CountItemsResponse> summary = new CompletableFuture<>();
    StreamObserver<CountItemsRequest> readings =
        SampleServiceGrpc.newStub(service.channel()).countItems(CompletingObserver.of(summary));
    readings.onNext(CountItemsRequest.newBuilder().setRequestId("bad").build());
    readings.onCompleted();

    assertThat(summary.join().getCount()).isOne();
  }

  private StatusRuntimeException reserveFailure(PutItemsRequest request) {
    return catchThrowableOfType(
        StatusRuntimeException.class,
        () -> SampleServiceGrpc.newBlockingStub(service.channel()).putItems(request));
  }

  private static List<String> fields(StatusRuntimeException error) {
    return Details.of(error, BadRequest.class).getFieldViolationsList().stream()
        .map(FieldViolation::getField)
        .toList();
  }

  private static ItemLine line(String name, int quantity) {
    return ItemLine.newBuilder().setName(name).setQuantity(quantity).build();
  }
}
