/** What payment-service measures: its schema, and the port that is measured. */
@NullMarked
package dev.waybill.payment.telemetry;

import org.jspecify.annotations.NullMarked;
