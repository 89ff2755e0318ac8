package dev.waybill.inventory;

import dev.waybill.common.testing.LayerRules;
import org.junit.jupiter.api.Test;

/** The dependency rule of the inventory service. */
class ArchitectureTest {
  @Test
  void layersMeetInTheDomainOnly() {
    LayerRules.check("dev.waybill.inventory");
  }
}
