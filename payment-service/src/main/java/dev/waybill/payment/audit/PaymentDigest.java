package dev.waybill.payment.audit;

import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.Payment;
import org.jspecify.annotations.Nullable;

/**
 * A payment's summary for an auditor.
 *
 * @param captured the amount taken according to the ledger; null if none was
 * @param refunded the amount given back according to the ledger; null if none was
 */
public record PaymentDigest(Payment payment, @Nullable Money captured, @Nullable Money refunded) {}
