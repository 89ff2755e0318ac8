/**
 * Checks the payment service's own invariants, and provides the digests that the audit joins: port,
 * SQL and gRPC.
 */
@NullMarked
package dev.waybill.payment.audit;

import org.jspecify.annotations.NullMarked;
