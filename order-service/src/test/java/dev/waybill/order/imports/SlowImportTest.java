package dev.waybill.order.imports;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.order.QuickSettings;
import dev.waybill.order.RunningOrderService;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A caller of ImportOrders that sends and does not read. */
final class SlowImportTest {
  private static final int WINDOW = 128;
  private static final int SENT = 3 * WINDOW;
  private static final int QUESTIONS_OF_AN_ORDER = 2;

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withoutFulfilment());

  @Test
  void acceptsAtMostOneWindowOfOrders() throws Exception {
    // Participants that all look up their order would be a load in themselves.
    service.journal.readStatesFrom(_ -> "?");
    var caller = service.importOrders();
    for (int i = 0; i < SENT; i++) {
      caller.send(ImportOrdersRequest.newBuilder().setOrder(anyOrder()).build());
    }
    caller.finish();

    await().until(() -> service.journal.count() == QUESTIONS_OF_AN_ORDER * WINDOW);
    await()
        .during(300, TimeUnit.MILLISECONDS)
        .until(() -> service.journal.count() == QUESTIONS_OF_AN_ORDER * WINDOW);

    caller.request(SENT + 1);
    assertThat(caller.next(SENT)).allMatch(ImportOrdersResponse::hasOrder);
    assertThat(caller.code()).isEqualTo(Status.Code.OK);
  }
}
