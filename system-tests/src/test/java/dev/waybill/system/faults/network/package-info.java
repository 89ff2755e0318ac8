/** Faults of the network between order-service and everything it needs. */
@NullMarked
package dev.waybill.system.faults.network;

import org.jspecify.annotations.NullMarked;
