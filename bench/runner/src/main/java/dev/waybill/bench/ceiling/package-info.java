/** What gRPC could do if it had nothing to do. */
@NullMarked
package dev.waybill.bench.ceiling;

import org.jspecify.annotations.NullMarked;
