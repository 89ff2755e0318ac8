/** The benchmark: measures contenders side by side and writes down what came of it. */
@NullMarked
package dev.waybill.bench;

import org.jspecify.annotations.NullMarked;
