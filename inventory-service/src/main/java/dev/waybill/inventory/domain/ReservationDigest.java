package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import org.jspecify.annotations.Nullable;

/** The short form of a reservation; the total is null when nothing was ever reserved. */
public record ReservationDigest(OrderId orderId, ReservationState state, @Nullable Money total) {}
