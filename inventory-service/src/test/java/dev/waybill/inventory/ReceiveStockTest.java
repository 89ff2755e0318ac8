package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.anyId;
import static dev.waybill.inventory.InventoryFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.RejectedReading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Booking goods in as a stream. */
class ReceiveStockTest {
  @AutoClose private final InventoryFixture service = InventoryFixture.start();

  @BeforeEach
  void stockOneLamp() {
    service.stock("LAMP", 100, 1);
  }

  @Test
  void appliesEachReadingOnceWhenAllIsSentAgain() {
    List<ReceiveStockRequest> readings = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      readings.add(reading("LAMP", 2).build());
    }
    assertThat(service.receive(readings)).isEqualTo(summary(500, 0, 0));
    readings.add(reading("LAMP", 2).build());
    assertThat(service.receive(readings)).isEqualTo(summary(1, 500, 0));
    assertThat(service.level("LAMP").getReceived()).isEqualTo(1 + 2 * 501);
  }

  @Test
  void countsARepeatWithinOneStream() {
    ReceiveStockRequest reading = reading("LAMP", 2).build();
    assertThat(service.receive(List.of(reading, reading))).isEqualTo(summary(1, 1, 0));
  }

  @Test
  void continuesAfterBadReadingsAndReportsThem() {
    ReceiveStockRequest good = reading("LAMP", 2).build();
    ReceiveStockResponse answer =
        service.receive(
            List.of(
                reading("LAMP", 0).build(),
                reading("NONE", 1).build(),
                good,
                good.toBuilder().setQuantity(3).build(),
                reading("LAMP", 1).setScanId("x".repeat(100)).build(),
                reading("LAMP", 1).setScanTime(seconds(Long.MAX_VALUE)).build(),
                reading("LAMP", 1).setScanTime(seconds(1_700_000_000)).build()));
    assertThat(answer.getAccepted()).isEqualTo(2);
    assertThat(answer.getRejected()).isEqualTo(5);
    assertThat(answer.getFirstErrorsList())
        .extracting(RejectedReading::getIndex)
        .containsExactly(0L, 1L, 3L, 4L, 5L);
    assertThat(answer.getFirstErrorsList())
        .extracting(rejected -> rejected.getError().getCode())
        .containsExactly(
            Code.INVALID_ARGUMENT,
            Code.NOT_FOUND,
            Code.ALREADY_EXISTS,
            Code.INVALID_ARGUMENT,
            Code.INVALID_ARGUMENT);
    assertThat(answer.getFirstErrors(0).getError().getBadRequest().getFieldViolations(0).getField())
        .isEqualTo("quantity");
    assertThat(answer.getFirstErrors(1).getError().getErrorInfo().getReason())
        .isEqualTo("ITEM_NOT_FOUND");
    assertThat(answer.getFirstErrors(2).getError().getErrorInfo().getReason())
        .isEqualTo("SCAN_CONTENT_DIFFERS");
    assertThat(answer.getFirstErrors(3).getScanId()).isEqualTo("x".repeat(64));
    assertThat(service.level("LAMP").getReceived()).isEqualTo(1 + 2 + 1);
  }

  @Test
  void namesTheFirstTwentyOfManyBadReadings() {
    List<ReceiveStockRequest> readings = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      readings.add(reading(i % 2 == 0 ? "NONE" : "bad sku", 1).setScanId(anyId()).build());
    }
    ReceiveStockResponse answer = service.receive(readings);
    assertThat(answer.getRejected()).isEqualTo(200);
    assertThat(answer.getFirstErrorsList())
        .extracting(RejectedReading::getIndex)
        .containsExactly(
            0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L,
            19L);
  }

  @Test
  void answersAnEmptyStream() {
    assertThat(service.receive(List.of())).isEqualTo(summary(0, 0, 0));
  }

  private static ReceiveStockResponse summary(long accepted, long duplicates, long rejected) {
    return ReceiveStockResponse.newBuilder()
        .setAccepted(accepted)
        .setDuplicates(duplicates)
        .setRejected(rejected)
        .build();
  }

  private static Timestamp seconds(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }
}
