/**
 * The services as processes that a test can kill, stop and start again, and what must hold then.
 */
@NullMarked
package dev.waybill.system.cluster;

import org.jspecify.annotations.NullMarked;
