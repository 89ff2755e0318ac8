package dev.waybill.template.client;

import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.template.domain.Inventory;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reaches inventory-service by gRPC. The channel repeats calls as the contract allows. */
public final class GrpcInventory implements Inventory {
  private static final Logger LOG = LoggerFactory.getLogger(GrpcInventory.class);

  /** The method's own limit: more time would not help. */
  private static final Duration LIMIT =
      MethodPolicies.timeLimit(InventoryServiceGrpc.getGetItemMethod());

  /** The error of our own channel if too little time was left to send the call. */
  private static final String NOT_SENT = CommonErrorReason.CALL_NOT_SENT.name();

  private static final String ITEM_NOT_FOUND = "ITEM_NOT_FOUND";

  private final OutageLog outage = new OutageLog(LOG, "inventory");
  private final InventoryServiceBlockingStub stub;

  public GrpcInventory(Channel channel) {
    this.stub = InventoryServiceGrpc.newBlockingStub(channel);
  }

  @Override
  public Answer item(String sku, TimeBudget budget) {
    GetItemRequest request = GetItemRequest.newBuilder().setSku(sku).build();
    try {
      String name = timed(budget).getItem(request).getItem().getName();
      outage.recovered();
      return new Answer.Item(name);
    } catch (StatusRuntimeException error) {
      return answer(error, budget);
    }
  }

  private InventoryServiceBlockingStub timed(TimeBudget budget) {
    return stub.withDeadlineAfter(budget.atMost(LIMIT).remaining());
  }

  private Answer answer(StatusRuntimeException error, TimeBudget budget) {
    String reason = ErrorDetails.reasonOf(error);
    if (reason.equals(ITEM_NOT_FOUND)) {
      return new Answer.UnknownItem();
    }
    if (reason.equals(NOT_SENT) || budget.isSpent()) {
      throw new TimeExpiredException("no time was left for inventory's answer");
    }
    // Any other error says nothing about the item, so it is no answer.
    outage.failed((error.getStatus().getCode() + " " + reason).strip());
    return new Answer.NoAnswer();
  }
}
