/** Tests of the calls to inventory and payment. */
@NullMarked
package dev.waybill.order.client;

import org.jspecify.annotations.NullMarked;
