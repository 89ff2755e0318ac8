/** Tells those who watch orders what happens, as it happens. */
@NullMarked
package dev.waybill.order.feed;

import org.jspecify.annotations.NullMarked;
