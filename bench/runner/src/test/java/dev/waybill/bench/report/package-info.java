/** Tests of the package of the same name. */
@NullMarked
package dev.waybill.bench.report;

import org.jspecify.annotations.NullMarked;
