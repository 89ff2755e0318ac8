/** New events, for all who watch. */
@NullMarked
package dev.waybill.template.feed;

import org.jspecify.annotations.NullMarked;
