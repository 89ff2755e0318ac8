/** Calls inventory and payment by gRPC. */
@NullMarked
package dev.waybill.order.client;

import org.jspecify.annotations.NullMarked;
