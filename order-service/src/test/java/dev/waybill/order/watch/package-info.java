/** Tests of watching orders, through services that are wired as in production. */
@NullMarked
package dev.waybill.order.watch;

import org.jspecify.annotations.NullMarked;
