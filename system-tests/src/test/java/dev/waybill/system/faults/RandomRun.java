package dev.waybill.system.faults;

import com.google.type.Money;
import dev.waybill.local.shop.Deliveries;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import io.grpc.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients and faults of all kinds, drawn from a seed. {@code -Dwaybill.seed} replays a plan, {@code
 * -Dwaybill.seconds} sets its length, and {@code -Dwaybill.clients} names the folder of the clients
 * in other languages that take part.
 */
final class RandomRun {
  private static final long MOST_SEEDS = 1_000_000_000;

  @Test
  void losesNothingAndRepeatsNothing(@TempDir Path folder) {
    long seed = Long.getLong("waybill.seed", RandomGenerator.getDefault().nextLong(MOST_SEEDS));
    long seconds = Long.getLong("waybill.seconds", 60);
    RandomPlan plan = RandomPlan.of(seed, Duration.ofSeconds(seconds));
    Path file = Path.of("target", "faults", "random-%s-%s.plan".formatted(seconds, seed));
    plan.write(file);
    System.out.printf(
        Locale.ROOT,
        "random run: %d s with seed %d, again by: faults/random %d %d; plan in %s%n",
        seconds,
        seed,
        seconds,
        seed,
        file);
    plan.acts().forEach(act -> System.out.println("random run: " + act));

    try (Trial trial = Trial.start(folder)) {
      stockRareItem(trial.cluster().channel(Services.INVENTORY));
      Clients clients = new Clients(trial);
      try (PlanRun run = new PlanRun(clients, new Faults(trial.cluster()));
          LoadClients others =
              LoadClients.start(
                  trial.cluster(), LoadClients.built(), Duration.ofSeconds(seconds))) {
        trial.cluster().explainFailureOf(() -> run.run(plan));
        others.awaitAnswers();
        trial.verify("random run with seed " + seed);
        others.audit();
      }
      System.out.printf(
          Locale.ROOT,
          "random run: %d orders, %s; %s%n",
          requests(plan),
          clients.figures(),
          actsByKind(plan));
    }
  }

  /** Stocks fewer pieces than will be ordered. */
  private static void stockRareItem(Channel inventory) {
    PutItemRequest item =
        PutItemRequest.newBuilder()
            .setSku(RandomVisits.RARE_SKU)
            .setName("rare")
            .setUnitPrice(Money.newBuilder().setCurrencyCode("EUR").setUnits(9))
            .build();
    var _ = InventoryServiceGrpc.newBlockingStub(inventory).putItem(item);
    var delivery =
        Deliveries.reading(UUID.randomUUID(), RandomVisits.RARE_SKU, RandomVisits.RARE_PIECES);
    var _ = Deliveries.send(inventory, List.of(delivery));
  }

  private static long requests(RandomPlan plan) {
    return plan.visits().stream().map(visit -> visit.request().getRequestId()).distinct().count();
  }

  private static Map<Act, Long> actsByKind(RandomPlan plan) {
    return plan.acts().stream()
        .collect(Collectors.groupingBy(PlannedAct::act, TreeMap::new, Collectors.counting()));
  }
}
