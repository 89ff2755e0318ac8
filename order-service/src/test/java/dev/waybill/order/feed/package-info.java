/** Tests of the feed without a database. */
@NullMarked
package dev.waybill.order.feed;

import org.jspecify.annotations.NullMarked;
