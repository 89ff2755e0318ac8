/** A real PostgreSQL on this machine, for the command line, the tests and the benchmark. */
@NullMarked
package dev.waybill.postgres;

import org.jspecify.annotations.NullMarked;
