/** The speed of gRPC with no work behind it. */
@NullMarked
package dev.waybill.bench.ceiling;

import org.jspecify.annotations.NullMarked;
