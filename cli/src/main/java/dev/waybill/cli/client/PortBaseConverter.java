package dev.waybill.cli.client;

import dev.waybill.common.config.RangeConverter;
import dev.waybill.local.stack.StackPorts;

/** Converts a port base, which must leave room for the ports of all services. */
final class PortBaseConverter extends RangeConverter {
  PortBaseConverter() {
    super(1, StackPorts.HIGHEST, "a port from 1 to " + StackPorts.HIGHEST);
  }
}
