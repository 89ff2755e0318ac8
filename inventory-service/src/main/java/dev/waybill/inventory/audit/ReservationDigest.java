package dev.waybill.inventory.audit;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Reservation.ReservationState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A summary of a reservation.
 *
 * @param total null if nothing was ever reserved
 * @param remaining how long a hold still lasts, negative if it is overdue; null if the reservation
 *     is not a hold
 */
public record ReservationDigest(
    OrderId orderId, ReservationState state, @Nullable Money total, @Nullable Duration remaining) {}
