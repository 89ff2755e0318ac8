/** The contenders: three processes each, or pgbench. */
@NullMarked
package dev.waybill.bench.stack;

import org.jspecify.annotations.NullMarked;
