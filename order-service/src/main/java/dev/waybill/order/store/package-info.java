/** Orders and their events in PostgreSQL. */
@NullMarked
package dev.waybill.order.store;

import org.jspecify.annotations.NullMarked;
