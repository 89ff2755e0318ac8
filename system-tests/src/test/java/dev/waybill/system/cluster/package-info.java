/**
 * The services as processes that a test can kill, stop and restart, and what must hold afterwards.
 */
@NullMarked
package dev.waybill.system.cluster;

import org.jspecify.annotations.NullMarked;
