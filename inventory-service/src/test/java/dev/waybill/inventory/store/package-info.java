/** Tests of inventory's store on a real PostgreSQL. */
@NullMarked
package dev.waybill.inventory.store;

import org.jspecify.annotations.NullMarked;
