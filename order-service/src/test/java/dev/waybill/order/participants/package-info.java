/** An inventory and a payment service that tests control. */
@NullMarked
package dev.waybill.order.participants;

import org.jspecify.annotations.NullMarked;
