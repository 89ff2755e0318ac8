package dev.waybill.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.Order;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cluster that fault tests are built on: two instances of each service, one of which is killed.
 */
@StartsFirst
final class ClusterTest {
  @Test
  void survivesTheDeathOfEachServiceAndTheDatabaseInTurn(@TempDir Path folder) {
    try (Cluster cluster = Cluster.start(folder, ClusterPlan.of(2).with(Services.ORDER, QUICKLY));
        ClientJournal journal = ClientJournal.open(folder.resolve("journal.jsonl"))) {
      OrderClient client = new OrderClient(cluster.channel(Services.ORDER), journal);
      for (ServiceDefinition<?, ?> service : Services.ALL) {
        Instance instance = cluster.instance(service, 0);
        Order before = client.placeUntilAnswered(Orders.anyOrder());
        instance.kill();
        Order meanwhile = client.placeUntilAnswered(Orders.anyOrder());
        cluster.startAgain(instance);

        assertThat(before.getOrderId()).isNotEqualTo(meanwhile.getOrderId());
      }
      cluster.database().kill();
      client.placeUntilAnswered(Orders.anyOrder());

      new Verdict(cluster, journal).verify();
      assertThat(journal.told()).hasSize(2 * Services.ALL.size() + 1);
    }
  }

  private static final String[] QUICKLY = {"--lease", "2s", "--workflow-limit", "1500ms"};
}
