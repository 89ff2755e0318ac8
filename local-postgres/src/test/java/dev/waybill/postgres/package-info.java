/** Tests of the PostgreSQL that runs on this machine. */
@NullMarked
package dev.waybill.postgres;

import org.jspecify.annotations.NullMarked;
