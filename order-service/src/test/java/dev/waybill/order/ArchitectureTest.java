package dev.waybill.order;

import dev.waybill.common.testing.LayerRules;
import org.junit.jupiter.api.Test;

/** The layers of order-service know only what they may. */
final class ArchitectureTest {

  @Test
  void dependenciesPointTowardsTheDomain() {
    LayerRules.check("dev.waybill.order");
  }
}
