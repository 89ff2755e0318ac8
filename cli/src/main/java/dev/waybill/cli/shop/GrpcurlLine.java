package dev.waybill.cli.shop;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import io.grpc.MethodDescriptor;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Formats a call as a grpcurl command that does the same against `waybill up`. */
public final class GrpcurlLine {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

  private GrpcurlLine() {}

  /** The command for one request, or for several on a client stream, without TLS. */
  public static String of(int portBase, MethodDescriptor<?, ?> method, Message... requests) {
    return of("grpcurl -plaintext", portBase, method, requests);
  }

  /**
   * The same with other options.
   *
   * @param grpcurl the beginning of the command
   */
  static String of(
      String grpcurl, int portBase, MethodDescriptor<?, ?> method, Message... requests) {
    String body = Arrays.stream(requests).map(GrpcurlLine::json).collect(Collectors.joining(" "));
    return "%s -d '%s' 127.0.0.1:%s %s"
        .formatted(grpcurl, body, port(portBase, method), method.getFullMethodName());
  }

  private static int port(int portBase, MethodDescriptor<?, ?> method) {
    ServiceDefinition<?, ?> offering =
        Services.ALL.stream()
            .filter(
                service ->
                    service.contracts().stream()
                        .anyMatch(contract -> contract.getName().equals(method.getServiceName())))
            .findFirst()
            .orElseThrow();
    return new StackPorts(portBase).of(offering);
  }

  private static String json(Message message) {
    try {
      return JSON.print(message);
    } catch (InvalidProtocolBufferException e) {
      // Only an Any of an unknown type cannot be printed, and no request contains one.
      throw new IllegalStateException(e);
    }
  }
}
