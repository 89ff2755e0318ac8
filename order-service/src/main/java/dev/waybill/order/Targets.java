package dev.waybill.order;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.rpc.Channels;
import io.grpc.ManagedChannel;
import io.grpc.ServiceDescriptor;

/** Opens channels to the targets given in settings. */
final class Targets {

  private Targets() {}

  static ManagedChannel open(String setting, String target, ServiceDescriptor service) {
    try {
      return Channels.open(target, service);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "%s: expected HOST:PORT, but was \"%s\"".formatted(setting, target), e);
    }
  }
}
