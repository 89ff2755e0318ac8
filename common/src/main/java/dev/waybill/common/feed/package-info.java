/** Passes the events of a service to the streams of those who watch them. */
@NullMarked
package dev.waybill.common.feed;

import org.jspecify.annotations.NullMarked;
