/** The background work of inventory. */
@NullMarked
package dev.waybill.inventory.workflow;

import org.jspecify.annotations.NullMarked;
