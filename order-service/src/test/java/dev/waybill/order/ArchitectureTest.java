package dev.waybill.order;

import dev.waybill.common.testing.LayerRules;
import org.junit.jupiter.api.Test;

/** The layers of order-service depend only on what they may depend on. */
final class ArchitectureTest {

  @Test
  void dependenciesPointTowardsTheDomain() {
    LayerRules.check("dev.waybill.order");
  }
}
