/** Sends new events to the watchers of orders. */
@NullMarked
package dev.waybill.order.feed;

import org.jspecify.annotations.NullMarked;
