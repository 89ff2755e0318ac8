/** PostgreSQL and the services, run on this machine in one JVM. */
@NullMarked
package dev.waybill.local.stack;

import org.jspecify.annotations.NullMarked;
