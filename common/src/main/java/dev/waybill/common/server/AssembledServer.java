package dev.waybill.common.server;

import dev.waybill.common.stream.OpenStreams;
import io.grpc.Server;

/** A server that has not been started, and the calls and streams to end before it can stop. */
record AssembledServer(Server server, OpenCalls openCalls, OpenStreams streams) {

  /** Ends all streams. Otherwise each one would delay every stop for the whole drain time-out. */
  void endStreams() {
    openCalls.end();
    streams.end();
  }
}
