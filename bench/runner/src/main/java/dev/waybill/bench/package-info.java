/** The benchmark: measures contenders side by side and writes the results. */
@NullMarked
package dev.waybill.bench;

import org.jspecify.annotations.NullMarked;
