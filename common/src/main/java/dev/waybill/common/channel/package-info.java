/** The channels on which services call each other: targets, name look-ups, retries. */
@NullMarked
package dev.waybill.common.channel;

import org.jspecify.annotations.NullMarked;
