package dev.waybill.order.audit;

import dev.waybill.common.money.Money;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.VisibleState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order in short, to be compared with what inventory and payment stored for it. */
public record OrderDigest(
    OrderId orderId,
    VisibleState state,
    @Nullable Money total,
    String customerId,
    UUID requestId) {}
