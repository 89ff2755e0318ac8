/** Tests of the feed without a database. */
@NullMarked
package dev.waybill.common.feed;

import org.jspecify.annotations.NullMarked;
