package dev.waybill.local.audit;

import com.google.protobuf.Duration;
import dev.waybill.local.audit.digest.SortedDigests;
import dev.waybill.local.audit.digest.StockDigest;
import dev.waybill.local.invariants.Answers;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.audit.v1.GetDigestRequest;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc.InventoryAuditServiceBlockingStub;
import dev.waybill.proto.inventory.audit.v1.ListDigestsRequest;
import io.grpc.Channel;
import java.util.Optional;

/** The audit's view of inventory-service. */
final class StockBook {
  private final Answers answers = new Answers(Services.INVENTORY);
  private final InventoryAuditServiceBlockingStub audit;

  StockBook(Channel channel) {
    this.audit = InventoryAuditServiceGrpc.newBlockingStub(channel);
  }

  SortedDigests<StockDigest> digests(Duration settledFor) {
    ListDigestsRequest request = ListDigestsRequest.newBuilder().setSettledFor(settledFor).build();
    return new SortedDigests<>(
        answers,
        answers.stream(
            () -> audit.listDigests(request), answer -> StockDigest.of(answer.getDigest())));
  }

  Optional<StockDigest> find(String orderId) {
    GetDigestRequest request = GetDigestRequest.newBuilder().setOrderId(orderId).build();
    return answers.find(() -> StockDigest.of(audit.getDigest(request).getDigest()));
  }
}
