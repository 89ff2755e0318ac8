/** Tests of the payment service as a whole. */
@NullMarked
package dev.waybill.payment;

import org.jspecify.annotations.NullMarked;
