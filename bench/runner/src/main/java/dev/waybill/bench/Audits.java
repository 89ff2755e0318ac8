package dev.waybill.bench;

import com.google.gson.JsonObject;
import com.google.type.Money;
import dev.waybill.bench.load.GrpcLoad;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;
import dev.waybill.cli.shop.ShopAuditCommand;
import dev.waybill.common.channel.Channels;
import dev.waybill.local.shop.Deliveries;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import io.grpc.ManagedChannel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine;

/** Checks that the books are right, so that speed was not gained at their expense. */
record Audits(Findings findings) {
  private static final String HOT = "HOT-001";

  /** Several times the number in flight, but soon sold out even on a slow machine. */
  private static final int PIECES = 1000;

  /** Runs `waybill audit --strict` on the services. */
  void check(Stack services, String after) {
    StringWriter out = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("--strict"));
    arguments.addAll(services.clientOptions());
    int exitCode =
        new CommandLine(new ShopAuditCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(arguments.toArray(String[]::new));
    findings.figure("audit_exit_code", exitCode);
    System.err.println("bench: after " + after + ", " + out.toString().strip());
  }

  /** Orders more of one item than is in stock. Exactly the stock must be sold. */
  void sellOut(Stack services, Postgres postgres) {
    stockUp(Stacks.target(Stacks.jvm(services.jvms(), Services.INVENTORY)));
    JsonObject outcomes = new JsonObject();
    long confirmed = 0;
    for (int run = 0; run < 10 && !outcomes.has("REJECTED"); run++) {
      JsonObject report =
          ((GrpcLoad) services.generator())
              .run(
                  List.of(
                      "--in-flight",
                      "256",
                      "--hot-sku",
                      HOT,
                      "--warmup",
                      "0s",
                      "--duration",
                      "3s"));
      outcomes = report.getAsJsonObject("result").getAsJsonObject("outcomes");
      confirmed += outcomes.has("CONFIRMED") ? outcomes.get("CONFIRMED").getAsLong() : 0;
    }
    long sold =
        postgres.number(
            "inventory", "SELECT reserved + shipped FROM items WHERE sku = '" + HOT + "'");
    findings.figure("hot_sku_stock", PIECES);
    findings.figure("hot_sku_confirmed", (double) confirmed);
    findings.figure("hot_sku_sold", (double) sold);
    check(services, "one SKU sold out");
    if (sold != PIECES || confirmed != PIECES) {
      throw new IllegalStateException(
          "%s pieces, %s confirmed, %s sold".formatted(PIECES, confirmed, sold));
    }
  }

  private static void stockUp(String inventory) {
    ManagedChannel channel = Channels.open(inventory, InventoryServiceGrpc.getServiceDescriptor());
    try {
      InventoryServiceGrpc.newBlockingStub(channel)
          .putItem(
              PutItemRequest.newBuilder()
                  .setSku(HOT)
                  .setName("What everybody wants")
                  .setUnitPrice(Money.newBuilder().setCurrencyCode("EUR").setUnits(5))
                  .build());
      Deliveries.send(channel, List.of(Deliveries.reading(UUID.randomUUID(), HOT, PIECES)));
    } finally {
      Channels.close(channel, Duration.ofSeconds(1));
    }
  }
}
