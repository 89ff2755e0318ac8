package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order in short, to be compared with what inventory and payment stored for it. */
public record OrderDigest(
    OrderId orderId,
    VisibleState state,
    @Nullable Money total,
    String customerId,
    UUID requestId) {}
