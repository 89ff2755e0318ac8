package dev.waybill.common.testing.layers.workflow;

import dev.waybill.common.testing.layers.store.StoreWithStatus;

/** A workflow that bypasses the domain's port. */
public record WorkflowWithStore(StoreWithStatus store) {}
