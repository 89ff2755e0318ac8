package dev.waybill.template.workflow;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.Inventory; // shop-only
import dev.waybill.template.domain.Inventory.Answer.Item; // shop-only
import dev.waybill.template.domain.Inventory.Answer.NoAnswer; // shop-only
import dev.waybill.template.domain.Inventory.Answer.UnknownItem; // shop-only
import dev.waybill.template.domain.SampleCommand;
import dev.waybill.template.domain.SampleCommand.SampleResult;
import dev.waybill.template.domain.SampleRequest;
import dev.waybill.template.domain.SampleStore;
import java.time.Duration; // shop-only

/** Creates what a customer asks for, once. */
public final class CreateSample {
  // shop-only: begin
  /** Kept back from inventory's time, to store the decision and to answer. */
  private static final Duration RESERVE = Duration.ofMillis(100);

  private final Inventory inventory;
  // shop-only: end
  private final SampleStore store;

  public CreateSample(
      Inventory inventory, // shop-only
      SampleStore store) {
    this.inventory = inventory; // shop-only
    this.store = store;
  }

  public SampleResult.OfCreate create(SampleRequest request, TimeBudget budget) {
    // shop-only: begin
    // Nothing is stored before inventory has answered, so its failure leaves nothing behind.
    switch (inventory.item(request.sku(), budget.minus(RESERVE))) {
      case Item(var name) -> {
        return store(request.titled(name), budget);
      }
      case UnknownItem _ -> {
        if (isNew(request, budget)) {
          return new SampleResult.UnknownSku(request.sku());
        }
      }
      case NoAnswer _ -> {
        if (isNew(request, budget)) {
          return new SampleResult.InventorySilent(request.sampleId());
        }
      }
    }
    // shop-only: end
    return store(request, budget);
  }

  // shop-only: begin
  /** An earlier decision stands, whatever has become of the item or of inventory. */
  private boolean isNew(SampleRequest request, TimeBudget budget) {
    return store.find(request.sampleId(), budget).isEmpty();
  }

  // shop-only: end
  private SampleResult.OfCreate store(SampleRequest request, TimeBudget budget) {
    return store.apply(new SampleCommand.Create(request), budget);
  }
}
