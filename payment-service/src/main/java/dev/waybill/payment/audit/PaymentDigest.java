package dev.waybill.payment.audit;

import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.Payment;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor needs to know of a payment.
 *
 * @param captured what the ledger says was taken; null when nothing was
 * @param refunded what the ledger says was given back; null when nothing was
 */
public record PaymentDigest(Payment payment, @Nullable Money captured, @Nullable Money refunded) {}
