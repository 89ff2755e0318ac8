package dev.waybill.local.stack;

import dev.waybill.common.server.ServiceDefinition;
import io.grpc.Channel;

/** How to reach the services. */
public interface ServiceChannels {
  Channel to(ServiceDefinition<?, ?> service);
}
