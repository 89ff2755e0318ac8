package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Booking goods in over a real socket that breaks, or whose server restarts. */
class ReceiveStockServerTest {
  private static final int READINGS = 1000;

  private final List<ReceiveStockRequest> readings =
      Stream.generate(() -> reading("LAMP", 3).build()).limit(READINGS).toList();
  private final DatabaseSettings database = InventoryFixture.freshDatabase();
  private GrpcServer server = start(0);
  private final ManagedChannel channel =
      Channels.open(server.address(), InventoryServiceGrpc.getServiceDescriptor());

  @BeforeEach
  void putTheItem() {
    PutItemRequest item = InventoryFixture.put("LAMP", InventoryFixture.euro(100)).build();
    var _ = InventoryServiceGrpc.newBlockingStub(channel).withWaitForReady().putItem(item);
  }

  @AfterEach
  void stop() {
    Channels.close(channel, Duration.ofSeconds(1));
    server.close();
  }

  @Test
  void countsReadingsAppliedByABrokenStreamAsDuplicates() throws Exception {
    var broken = open();
    readings.subList(0, READINGS / 2).forEach(broken::send);
    await().until(() -> applied() > READINGS / 10);
    broken.cancel();

    ReceiveStockResponse answer = sendAll();

    assertBookedInOnce(answer);
    assertThat(answer.getDuplicates()).isBetween(READINGS / 10L, READINGS / 2L);
  }

  @Test
  void booksInEachReadingOnceAcrossAServerRestart() throws Exception {
    var first = open();
    readings.subList(0, READINGS / 2).forEach(first::send);
    await().until(() -> applied() > READINGS / 10);

    int port = server.port();
    server.close();
    assertThat(first.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(first.reason()).isEqualTo("STREAM_ENDED");
    int kept = applied();
    server = start(port);

    ReceiveStockResponse answer = sendAll();

    assertBookedInOnce(answer);
    assertThat(answer.getDuplicates()).isEqualTo(kept);
  }

  private void assertBookedInOnce(ReceiveStockResponse answer) {
    assertThat(answer.getAccepted() + answer.getDuplicates()).isEqualTo(READINGS);
    assertThat(answer.getRejected()).isZero();
    assertThat(TestPostgres.count(database, "SELECT received FROM items")).isEqualTo(3 * READINGS);
  }

  private ReceiveStockResponse sendAll() throws Exception {
    var caller = open();
    readings.forEach(caller::send);
    return caller.finish().next();
  }

  private StreamCaller<ReceiveStockRequest, ReceiveStockResponse> open() {
    return StreamCaller.open(channel, InventoryServiceGrpc.getReceiveStockMethod()).request(2);
  }

  private GrpcServer start(int port) {
    ServerSettings settings = new ServerSettings(port);
    InventoryServiceConfig config = new InventoryServiceConfig(settings, database);
    return GrpcServer.start(settings, new InventoryWiring(config, InventoryPorts.open(config)));
  }

  private int applied() {
    return TestPostgres.count(database, "SELECT received / 3 FROM items");
  }
}
