/** The payment, its transitions, and the ports it needs. */
@NullMarked
package dev.waybill.payment.domain;

import org.jspecify.annotations.NullMarked;
