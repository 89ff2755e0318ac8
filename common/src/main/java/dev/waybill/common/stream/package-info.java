/**
 * Streams with flow control in both directions, bounded memory, and an end that the server
 * controls.
 */
@NullMarked
package dev.waybill.common.stream;

import org.jspecify.annotations.NullMarked;
