/** Inventory and payment as order-service reaches them, by gRPC. */
@NullMarked
package dev.waybill.order.client;

import org.jspecify.annotations.NullMarked;
