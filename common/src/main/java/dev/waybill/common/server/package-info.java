/** How a service runs: its settings, its server, its health, its start and its stop. */
@NullMarked
package dev.waybill.common.server;

import org.jspecify.annotations.NullMarked;
