/** The services together, as a user runs them: real processes, real sockets, real PostgreSQL. */
@NullMarked
package dev.waybill.system;

import org.jspecify.annotations.NullMarked;
