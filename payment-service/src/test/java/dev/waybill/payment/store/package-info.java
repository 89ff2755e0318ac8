/** Tests of payments in PostgreSQL. */
@NullMarked
package dev.waybill.payment.store;

import org.jspecify.annotations.NullMarked;
