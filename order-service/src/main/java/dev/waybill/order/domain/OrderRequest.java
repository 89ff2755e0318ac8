package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer's request as it was sent; lines keep their sequence. */
public record OrderRequest(
    UUID requestId,
    String customerId,
    List<OrderLine> lines,
    String paymentToken,
    @Nullable Money expectedTotal) {

  public OrderRequest {
    lines = List.copyOf(lines);
  }

  /** The id of the order that this request and every repeat of it place. */
  public OrderId orderId() {
    return OrderId.of(customerId, requestId, contentHash());
  }

  /** The key that can be used for one order only, whatever its content. */
  public RequestKey key() {
    return new RequestKey(customerId, requestId);
  }

  /**
   * A hash of the content, in hexadecimal, to tell a repeat from a reused request id.
   *
   * <p>It uses our own encoding, not protobuf bytes. Those can differ for equal messages, and
   * change with a field that a newer client knows.
   */
  public String contentHash() {
    CanonicalHash hash = new CanonicalHash("order-request-v1").add(customerId).add(paymentToken);
    hash.add(lines.size());
    lines.forEach(line -> hash.add(line.sku()).add(line.quantity()));
    if (expectedTotal != null) {
      hash.add(expectedTotal.currency()).add(expectedTotal.minorUnits());
    }
    return HexFormat.of().formatHex(hash.toBytes());
  }

  /** One line of what a customer ordered: 1 to 10000 pieces of an item. */
  public record OrderLine(String sku, int quantity) {}

  /** Identifies a request: the request id is unique per customer. */
  public record RequestKey(String customerId, UUID requestId) {}
}
