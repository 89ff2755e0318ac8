package dev.waybill.cli.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.waybill.cli.client.CommandRun;
import dev.waybill.cli.stock.FakeInventoryService;
import dev.waybill.local.stack.Services;
import dev.waybill.local.testing.LoopbackServer;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What `waybill order` sends and prints, and its exit codes. */
final class OrderCommandTest {
  private static final String ID = FakeOrderService.ORDER_ID;

  private final FakeOrderService service = new FakeOrderService();
  private String target = "";
  private final List<LoopbackServer> servers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    LoopbackServer server = LoopbackServer.start(service);
    servers.add(server);
    target = server.target();
  }

  @AfterEach
  void stop() {
    servers.forEach(LoopbackServer::close);
  }

  @Test
  void placesAnOrderAndShowsIt() {
    CommandRun run =
        order(
            "place",
            "SKU-001:2",
            "SKU-002:1",
            "--customer",
            "acme",
            "--request-id",
            ID,
            "--expected-total",
            "25.00EUR");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("state     CONFIRMED")
        .contains("line      2 x SKU-001 at 12.50 EUR = 25.00 EUR")
        .contains("total     25.00 EUR")
        .contains("request   " + ID)
        .doesNotContain("\u001b");
    PlaceOrderRequest sent = service.placed.getFirst();
    assertThat(sent.getLinesList()).hasSize(2);
    assertThat(sent.getExpectedTotal().getUnits()).isEqualTo(25);
    assertThat(sent.getPaymentToken()).isEqualTo("tok_ok");
  }

  @Test
  void reportsARefusedOrderByReasonAndExitCode() {
    service.state = OrderState.ORDER_STATE_REJECTED;

    CommandRun run = order("place", "SKU-001:2");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("state     REJECTED")
        .contains("reason    OUT_OF_STOCK: 2 asked for, 1 available (line 1)");
  }

  @Test
  void namesTheTotalThatDiffersFromTheExpectedOne() throws IOException {
    service.state = OrderState.ORDER_STATE_REJECTED;
    service.reason = OrderReasonCode.ORDER_REASON_CODE_PRICE_CHANGED;
    servers.add(LoopbackServer.start(new FakeInventoryService()));
    String inventory = servers.getLast().target();

    CommandRun run =
        order("place", "A:2", "B:1", "--expected-total", "1EUR", "--inventory-target", inventory);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("the total is 37.50 EUR now, and --expected-total was 1.00 EUR");
  }

  @Test
  void rejectsMalformedTargetsAtOnce() {
    for (String service : List.of("order", "inventory", "payment")) {
      for (String bad : List.of("", "::1:58132", "foo bar:1", "http://shop", "xds:///x", "shop")) {
        CommandRun run =
            CommandRun.of(new OrderCommand(), "get", ID, "--" + service + "-target", bad);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
            .contains("--" + service + "-target", "expected HOST:PORT", "but was \"" + bad + "\"");
      }
    }
  }

  @Test
  void namesAHostThatDoesNotExist() {
    target = "no-such-host.invalid:50051";

    CommandRun run = order("get", ID);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "error: order-service at no-such-host.invalid:50051 cannot be reached: the host name is"
                + " unknown");
  }

  @Test
  void reportsAnUndecidedOrderByExitCode() {
    service.state = OrderState.ORDER_STATE_PENDING;

    assertThat(order("place", "SKU-001:2").exitCode()).isEqualTo(4);
  }

  @Test
  void printsTheAnswerAsJson() throws IOException {
    CommandRun run = order("place", "SKU-001:2", "--json");

    PlaceOrderResponse.Builder parsed = PlaceOrderResponse.newBuilder();
    JsonFormat.parser().merge(run.out(), parsed);
    assertThat(parsed.getOrder().getOrderId()).isEqualTo(ID);
  }

  @Test
  void namesEachFieldAtFaultOnItsOwnLine() {
    CommandRun run = order("get", "nonsense");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "error: INVALID_ARGUMENT: the request is invalid", "  order_id: must be a UUID");
  }

  @Test
  void printsCodeReasonAndMessageOfAFailure() {
    CommandRun run = order("cancel", ID);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            "error: FAILED_PRECONDITION ORDER_COMPLETED: order " + ID + " is completed");
  }

  @Test
  void followsPagesUpToTheLimit() {
    CommandRun run = order("list", "--limit", "250", "--state", "rejected,CANCELLED");

    assertThat(run.exitCode()).isZero();
    // A heading, the orders, and a line that there are more.
    assertThat(run.out().lines()).hasSize(252);
    assertThat(service.listed).hasSize(2);
    assertThat(service.listed.getLast().getPageSize()).isEqualTo(50);
    assertThat(service.listed.getLast().getPageToken()).isEqualTo("more");
    assertThat(service.listed.getLast().getStatesList())
        .containsExactly(OrderState.ORDER_STATE_REJECTED, OrderState.ORDER_STATE_CANCELLED);
  }

  @Test
  void namesTheTargetThatCannotBeReachedInOneLine() throws IOException {
    target = "127.0.0.1:" + freePort();

    CommandRun run = order("get", ID);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "error: order-service at " + target + " cannot be reached: connection refused");
  }

  @Test
  void saysHowToOrderAgainSafelyAfterAFailure() throws IOException {
    target = "127.0.0.1:" + freePort();

    CommandRun run = order("place", "SKU-001:2", "--request-id", ID);

    assertThat(run.err()).contains("  to retry without ordering twice: --request-id " + ID);
  }

  @Test
  void refusesWrongUsage() {
    assertThat(order("place").exitCode()).isEqualTo(2);
    assertThat(order("place", "SKU-001").err())
        .contains("expected SKU:QTY such as SKU-001:2, but was \"SKU-001\"");
    assertThat(order("place", "SKU-001:1", "--expected-total", "12,50").err())
        .contains("expected an amount such as 12.50EUR, but was \"12,50\"");
    assertThat(order("list", "--state", "lost").err()).contains("expected one of PENDING,");
    assertThat(order("list", "--limit", "0").exitCode()).isEqualTo(2);
    assertThat(order("get", ID, "--port-base", "65535").err())
        .contains(
            "expected a port from 1 to %s, but was \"65535\""
                .formatted(65536 - Services.ALL.size()));
  }

  private CommandRun order(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--order-target");
    all.add(target);
    return CommandRun.of(new OrderCommand(), all.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
