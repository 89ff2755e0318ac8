/** Calls the services from a command: targets, connections, limits, and failures in plain words. */
@NullMarked
package dev.waybill.cli.client;

import org.jspecify.annotations.NullMarked;
