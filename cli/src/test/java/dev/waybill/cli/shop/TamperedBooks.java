package dev.waybill.cli.shop;

import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.local.journal.JournalEntry;
import dev.waybill.local.journal.JournalWriter;
import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.LocalStack;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The real services with one order of every outcome. Their databases can be changed without their
 * knowledge and restored again.
 */
final class TamperedBooks implements AutoCloseable {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  /** No order is in progress during an audit, so a case that looks wrong stays wrong. */
  private static final Duration NO_TIME_TO_SETTLE = Duration.ofMillis(1);

  /** The tables of each database; referenced tables come first. */
  private static final Map<String, List<String>> TABLES =
      Map.of(
          "orders", List.of("orders", "order_events", "order_event_counter"),
          "inventory", List.of("items", "reservations", "scans"),
          "payments", List.of("payments", "ledger_legs", "sandbox.charges"));

  /**
   * The constraints that prevent most violations. Without them, violations can be created by hand.
   */
  private static final Map<String, String> CONSTRAINTS =
      Map.of(
          "orders",
          "ALTER TABLE orders DROP CONSTRAINT orders_request_key",
          "inventory",
          "ALTER TABLE items DROP CONSTRAINT items_level_adds_up,"
              + " DROP CONSTRAINT items_level_not_negative");

  private final Lifetime lifetime = new Lifetime();
  private final LocalPostgres postgres;
  private final LocalStack stack;
  private final Path journal;

  /** The order ids by the names that statements use, such as {@code {completed}}. */
  private final Map<String, String> orders = new LinkedHashMap<>();

  TamperedBooks(Path folder) throws IOException {
    this.journal = folder.resolve("journal.jsonl");
    this.postgres = lifetime.own(() -> LocalPostgres.start(folder.resolve("postgres")));
    // Orders are not fulfilled automatically, so that one can stay confirmed.
    this.stack =
        LocalStack.start(
            lifetime,
            postgres,
            StackSettings.on(StackPorts.ANY)
                .with(Services.PAYMENT, "--processor-timeout", "4s")
                .with(Services.ORDER, "--fulfilment-delay", "1h"));
    ManagedChannel inventory =
        Channels.open(
            stack.address(Services.INVENTORY), InventoryServiceGrpc.getServiceDescriptor());
    ManagedChannel order =
        Channels.open(stack.address(Services.ORDER), OrderServiceGrpc.getServiceDescriptor());
    try (JournalWriter told = JournalWriter.open(journal)) {
      Catalogue.fill(inventory);
      trade(OrderServiceGrpc.newBlockingStub(order), told);
    } finally {
      Channels.close(inventory, Duration.ofSeconds(1));
      Channels.close(order, Duration.ofSeconds(1));
    }
    CONSTRAINTS.forEach(this::execute);
    TABLES.forEach((database, tables) -> tables.forEach(table -> save(database, table)));
  }

  /** Runs the statements after replacing order names by their ids. */
  void tamper(String database, String statements) {
    execute(database, named(statements));
  }

  /** The text with order names replaced by their ids. */
  String named(String text) {
    String result = text;
    for (var order : orders.entrySet()) {
      result = result.replace("{" + order.getKey() + "}", order.getValue());
    }
    return result;
  }

  /**
   * Restores everything, in one transaction for each database. Deletes the few rows, because
   * TRUNCATE would create new files for each table and flush them.
   */
  void putRight() {
    TABLES.forEach(
        (database, tables) -> {
          List<String> statements = new ArrayList<>();
          tables.reversed().forEach(table -> statements.add("DELETE FROM " + table));
          tables.forEach(
              table -> statements.add("INSERT INTO %s TABLE %s".formatted(table, saved(table))));
          execute(database, String.join("; ", statements));
        });
  }

  /** Runs the command as a shell would. */
  Audited audit(String... options) {
    StringWriter out = new StringWriter();
    int exitCode =
        new CommandLine(new ShopAuditCommand(NO_TIME_TO_SETTLE))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(
                Stream.concat(
                        Stream.concat(
                            Stream.of("--strict"),
                            Services.ALL.stream()
                                .map(
                                    service ->
                                        "--"
                                            + service.name()
                                            + "-target="
                                            + stack.address(service))),
                        Stream.of(options))
                    .toArray(String[]::new));
    return new Audited(exitCode, out.toString().lines().toList());
  }

  Path journal() {
    return journal;
  }

  @Override
  public void close() {
    lifetime.close();
  }

  /** The lines that the command printed, and its exit code. */
  record Audited(int exitCode, List<String> lines) {

    /** The violated invariants and the resources that break them, such as "I2 payments/1". */
    List<String> violations() {
      return lines.stream()
          .filter(line -> line.startsWith("violation "))
          .map(line -> line.split(" +", 4))
          .map(words -> words[1] + " " + words[2])
          .toList();
    }
  }

  private void trade(OrderServiceBlockingStub stub, JournalWriter told) throws IOException {
    place(stub, told, "completed", "tok_ok");
    place(stub, told, "rejected", "tok_declined");
    place(stub, told, "refunded", "tok_capture_refused");
    Order cancelled = place(stub, told, "cancelled", "tok_ok");
    var _ =
        stub.cancelOrder(
            CancelOrderRequest.newBuilder().setOrderId(cancelled.getOrderId()).build());
    execute(
        "orders",
        named(
            "UPDATE orders SET due_time = now() WHERE order_id IN ('{completed}', '{refunded}')"));
    awaitState(stub, "completed", OrderState.ORDER_STATE_COMPLETED);
    awaitState(stub, "refunded", OrderState.ORDER_STATE_CANCELLED);
    awaitState(stub, "cancelled", OrderState.ORDER_STATE_CANCELLED);
    // Placed last, so that its events are the last.
    place(stub, told, "confirmed", "tok_ok");
    // Two orders for one request are reported under the lower id.
    String lesser = Collections.min(List.of(named("{completed}"), named("{confirmed}")));
    orders.put("lesser", lesser);
  }

  private Order place(OrderServiceBlockingStub stub, JournalWriter told, String name, String token)
      throws IOException {
    PlaceOrderRequest request =
        PlaceOrderRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCustomerId("acme")
            .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(2))
            .setPaymentToken(token)
            .build();
    Order order = stub.withDeadlineAfter(LONG_ENOUGH).placeOrder(request).getOrder();
    orders.put(name, order.getOrderId());
    told.append(
        new JournalEntry(
            order.getOrderId(), order.getCustomerId(), request.getRequestId(), order.getState()));
    return order;
  }

  private void awaitState(OrderServiceBlockingStub stub, String name, OrderState state) {
    GetOrderRequest request = GetOrderRequest.newBuilder().setOrderId(orders.get(name)).build();
    await(name)
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                stub.withDeadlineAfter(LONG_ENOUGH).getOrder(request).getOrder().getState()
                    == state);
  }

  private void save(String database, String table) {
    execute(database, "CREATE TABLE %s AS TABLE %s".formatted(saved(table), table));
  }

  private static String saved(String table) {
    return "saved_" + table.replace('.', '_');
  }

  private void execute(String database, String statements) {
    try (Connection connection = postgres.database(database).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new IllegalStateException(statements, e);
    }
  }
}
