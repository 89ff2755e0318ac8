/** What inventory-service measures: its schema, and the port that is measured. */
@NullMarked
package dev.waybill.inventory.telemetry;

import org.jspecify.annotations.NullMarked;
