/** Tests of the package of the same name. */
@NullMarked
package dev.waybill.bench.load;

import org.jspecify.annotations.NullMarked;
