package dev.waybill.common.rpc;

import io.grpc.BindableService;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.List;

/** What stands around every call of our own services, on both sides. */
public final class StandardInterceptors {
  /** Outermost first. */
  private static final List<ServerInterceptor> SERVER =
      List.of(
          new CorrelationServerInterceptor(),
          new AccessLogInterceptor(),
          new ErrorMappingInterceptor(),
          new DeadlineServerInterceptor(),
          new IdleStreamInterceptor());

  /** Behind the others, because it wants the request decoded. */
  private static final ServerInterceptor VALIDATION = new ValidationInterceptor();

  /** The last is the outermost. */
  private static final List<ClientInterceptor> CLIENT =
      List.of(
          new BrokenConnectionInterceptor(),
          new CorrelationClientInterceptor(),
          new DeadlineClientInterceptor());

  private StandardInterceptors() {}

  /**
   * The service behind the server's interceptors. Throws IllegalStateException for a method without
   * a policy, so that a server with one does not start.
   */
  public static ServerServiceDefinition server(BindableService service) {
    ServerServiceDefinition definition = service.bindService();
    for (ServerMethodDefinition<?, ?> method : definition.getMethods()) {
      prepare(method.getMethodDescriptor());
    }
    ServerServiceDefinition validated = ServerInterceptors.intercept(definition, VALIDATION);
    return ServerInterceptors.interceptForward(RequestDecoding.inside(validated), SERVER);
  }

  /**
   * A service of gRPC's own, whose contract has no policy: only its failures are made ours, those
   * to decode a request included.
   */
  public static ServerServiceDefinition foreign(BindableService service) {
    return ServerInterceptors.intercept(
        RequestDecoding.inside(service.bindService()), new ErrorMappingInterceptor());
  }

  /**
   * Compiles the rules of a service's requests, which takes a while. {@link #server} does it too
   * and waits for whoever has begun, so a start is the sooner for beginning this beside other work.
   */
  public static void compileRules(ServiceDescriptor service) {
    service.getMethods().forEach(StandardInterceptors::compileRules);
  }

  /** For a channel to our own services, as {@link io.grpc.ManagedChannelBuilder} takes them. */
  public static List<ClientInterceptor> client() {
    return CLIENT;
  }

  private static void prepare(MethodDescriptor<?, ?> method) {
    MethodPolicies.of(method);
    compileRules(method);
  }

  private static void compileRules(MethodDescriptor<?, ?> method) {
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
      RequestValidator.warm(schema.getMethodDescriptor().getInputType());
    }
  }
}
