/** Inventory's domain: items, stock, and the one decision for each order. */
@NullMarked
package dev.waybill.inventory.domain;

import org.jspecify.annotations.NullMarked;
