/** Wires order-service and runs it. */
@NullMarked
package dev.waybill.order;

import org.jspecify.annotations.NullMarked;
