/** Tests of the PostgreSQL server that runs on this machine. */
@NullMarked
package dev.waybill.postgres;

import org.jspecify.annotations.NullMarked;
