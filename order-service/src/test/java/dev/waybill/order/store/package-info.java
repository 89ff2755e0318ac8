/** Tests of orders in PostgreSQL. */
@NullMarked
package dev.waybill.order.store;

import org.jspecify.annotations.NullMarked;
