package dev.waybill.common.server;

import dev.waybill.common.stream.OpenStreams;
import io.grpc.Server;

/** A server that has not been started, and what it has to end before it can stop. */
record AssembledServer(Server server, OpenCalls openCalls, OpenStreams streams) {

  /** Without this, each stream would hold up every stop for the whole drain time-out. */
  void endStreams() {
    openCalls.end();
    streams.end();
  }
}
