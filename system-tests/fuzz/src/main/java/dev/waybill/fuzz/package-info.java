/** Targets for a fuzzer: arbitrary bytes as the request of every method. */
@NullMarked
package dev.waybill.fuzz;

import org.jspecify.annotations.NullMarked;
