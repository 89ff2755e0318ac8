/** The channels over which services call each other: targets, name lookups, retries. */
@NullMarked
package dev.waybill.common.channel;

import org.jspecify.annotations.NullMarked;
