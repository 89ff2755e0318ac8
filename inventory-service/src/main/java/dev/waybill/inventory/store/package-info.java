/** Inventory's own PostgreSQL database. */
@NullMarked
package dev.waybill.inventory.store;

import org.jspecify.annotations.NullMarked;
