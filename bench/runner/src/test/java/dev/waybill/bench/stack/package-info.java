/** Tests of the package of the same name. */
@NullMarked
package dev.waybill.bench.stack;

import org.jspecify.annotations.NullMarked;
