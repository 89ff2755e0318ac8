package dev.waybill.common.server;

import dev.waybill.common.channel.Channels;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;

/** Servers on free ports, and channels to them. */
final class Ports {
  private Ports() {}

  static GrpcServer start(ServiceWiring wiring) {
    return GrpcServer.start(new ServerSettings(0), wiring);
  }

  static ManagedChannel channel(GrpcServer server) {
    return Channels.open("127.0.0.1:" + server.port(), SampleServiceGrpc.getServiceDescriptor());
  }
}
