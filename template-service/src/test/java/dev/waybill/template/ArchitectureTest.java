package dev.waybill.template;

import dev.waybill.common.testing.LayerRules;
import org.junit.jupiter.api.Test;

/** The layers of the service depend only on what they may depend on. */
final class ArchitectureTest {
  @Test
  void layersMeetInTheDomain() {
    LayerRules.check(ArchitectureTest.class.getPackageName());
  }
}
