/** The payment service: takes the payments of orders through a card processor. */
@NullMarked
package dev.waybill.payment;

import org.jspecify.annotations.NullMarked;
