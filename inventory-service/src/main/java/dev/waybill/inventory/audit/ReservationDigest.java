package dev.waybill.inventory.audit;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.ReservationState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The short form of a reservation.
 *
 * @param total null when nothing was ever reserved
 * @param remaining how long a hold still lasts, negative when it is over; null for what is no hold
 */
public record ReservationDigest(
    OrderId orderId, ReservationState state, @Nullable Money total, @Nullable Duration remaining) {}
