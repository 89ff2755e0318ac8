package dev.waybill.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.ReserveLine;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ValidationInterceptorTest {
  private static final String ORDER_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

  private final SampleService sample = SampleService.answering();

  @AutoClose
  private final InProcessService service = InProcessService.start(SampleWiring.of(sample));

  @Test
  void aRequestThatBreaksARuleDoesNotReachTheHandler() {
    StatusRuntimeException error =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                InventoryServiceGrpc.newBlockingStub(service.channel())
                    .getItem(GetItemRequest.newBuilder().setSku("not a sku").build()));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Details.of(error, ErrorInfo.class).getReason()).isEqualTo("INVALID_REQUEST");
    assertThat(fields(error)).containsExactly("sku");
    assertThat(sample.calls()).isZero();
  }

  @Test
  void everyFieldAtFaultIsNamedByItsPath() {
    StatusRuntimeException error =
        reserveFailure(
            ReserveStockRequest.newBuilder()
                .setOrderId("17")
                .addLines(line("SKU-1", 1))
                .addLines(line("SKU-2", 0))
                .build());

    assertThat(fields(error)).containsExactly("order_id", "lines[1].quantity");
  }

  @Test
  void aRuleOverTheWholeMessageNamesTheFieldItMeans() {
    StatusRuntimeException error =
        reserveFailure(
            ReserveStockRequest.newBuilder()
                .setOrderId(ORDER_ID)
                .addLines(line("SKU-1", 1))
                .addLines(line("SKU-1", 2))
                .build());

    assertThat(Details.of(error, BadRequest.class).getFieldViolationsList())
        .containsExactly(
            FieldViolation.newBuilder()
                .setField("lines")
                .setDescription("each sku must appear once")
                .build());
  }

  @Test
  void aGoodRequestReachesTheHandler() {
    var _ =
        InventoryServiceGrpc.newBlockingStub(service.channel())
            .getItem(GetItemRequest.newBuilder().setSku("SKU-1").build());

    assertThat(sample.calls()).isOne();
  }

  @Test
  void itemsOfAClientsStreamAreLeftToTheHandler() {
    CompletableFuture<ReceiveStockResponse> summary = new CompletableFuture<>();
    StreamObserver<ReceiveStockRequest> readings =
        InventoryServiceGrpc.newStub(service.channel())
            .receiveStock(CompletingObserver.of(summary));
    readings.onNext(ReceiveStockRequest.newBuilder().setScanId("bad").build());
    readings.onCompleted();

    assertThat(summary.join().getAccepted()).isOne();
  }

  private StatusRuntimeException reserveFailure(ReserveStockRequest request) {
    return catchThrowableOfType(
        StatusRuntimeException.class,
        () -> InventoryServiceGrpc.newBlockingStub(service.channel()).reserveStock(request));
  }

  private static List<String> fields(StatusRuntimeException error) {
    return Details.of(error, BadRequest.class).getFieldViolationsList().stream()
        .map(FieldViolation::getField)
        .toList();
  }

  private static ReserveLine line(String sku, int quantity) {
    return ReserveLine.newBuilder().setSku(sku).setQuantity(quantity).build();
  }
}
