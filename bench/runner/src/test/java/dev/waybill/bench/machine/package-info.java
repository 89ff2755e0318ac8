/** Tests of the package of the same name. */
@NullMarked
package dev.waybill.bench.machine;

import org.jspecify.annotations.NullMarked;
