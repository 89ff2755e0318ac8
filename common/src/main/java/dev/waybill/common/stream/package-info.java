/**
 * Streams with flow control in both directions, bounded in memory, and ended by the server's own
 * hand.
 */
@NullMarked
package dev.waybill.common.stream;

import org.jspecify.annotations.NullMarked;
