package dev.waybill.order.audit;

import dev.waybill.common.money.Money;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderState.VisibleState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A summary of an order, to compare with what inventory and payment stored for it. */
public record OrderDigest(
    OrderId orderId,
    VisibleState state,
    @Nullable Money total,
    String customerId,
    UUID requestId) {}
