/** The events of orders as the feed reads them, and the topics that a watcher can choose. */
@NullMarked
package dev.waybill.order.feed;

import org.jspecify.annotations.NullMarked;
