/** What a payment is, how it changes, and the ports it needs. */
@NullMarked
package dev.waybill.payment.domain;

import org.jspecify.annotations.NullMarked;
