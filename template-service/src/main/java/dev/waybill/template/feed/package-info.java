/** The events as the feed reads them for those who watch. */
@NullMarked
package dev.waybill.template.feed;

import org.jspecify.annotations.NullMarked;
