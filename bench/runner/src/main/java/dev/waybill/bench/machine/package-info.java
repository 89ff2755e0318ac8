/** Processes, their use of the machine, and PostgreSQL. */
@NullMarked
package dev.waybill.bench.machine;

import org.jspecify.annotations.NullMarked;
