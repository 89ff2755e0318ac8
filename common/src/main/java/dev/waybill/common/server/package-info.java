/** How a service runs: its settings, its server, its health, and its way from start to stop. */
@NullMarked
package dev.waybill.common.server;

import org.jspecify.annotations.NullMarked;
