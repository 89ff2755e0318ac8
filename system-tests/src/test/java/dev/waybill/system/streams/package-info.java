/** Measures the streams of real services, by hand: see system-tests/streams/measure. */
@NullMarked
package dev.waybill.system.streams;

import org.jspecify.annotations.NullMarked;
