/** What order-service measures: its schema, and the ports that are measured. */
@NullMarked
package dev.waybill.order.telemetry;

import org.jspecify.annotations.NullMarked;
