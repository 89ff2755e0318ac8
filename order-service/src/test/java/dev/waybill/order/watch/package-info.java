/** Tests of watching orders, through services as they are wired in production. */
@NullMarked
package dev.waybill.order.watch;

import org.jspecify.annotations.NullMarked;
