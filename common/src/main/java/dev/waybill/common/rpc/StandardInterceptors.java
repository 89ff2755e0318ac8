package dev.waybill.common.rpc;

import dev.waybill.common.channel.BrokenConnectionInterceptor;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.contract.RequestDecoding;
import dev.waybill.common.contract.RequestValidator;
import dev.waybill.common.contract.ValidationInterceptor;
import dev.waybill.common.correlation.CorrelationClientInterceptor;
import dev.waybill.common.correlation.CorrelationServerInterceptor;
import dev.waybill.common.deadline.DeadlineClientInterceptor;
import dev.waybill.common.deadline.DeadlineServerInterceptor;
import dev.waybill.common.deadline.IdleStreamInterceptor;
import dev.waybill.common.error.ErrorMappingInterceptor;
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

  /** Those that need no policy, outermost first. */
  private static final List<ServerInterceptor> FOREIGN =
      List.of(
          new CorrelationServerInterceptor(),
          new AccessLogInterceptor(),
          new ErrorMappingInterceptor());

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
   * The service behind the server's interceptors.
   *
   * @throws StartupException for a method whose contract does not say how to run it
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
   * A service whose contract has no policies: its calls are logged and correlated, and its failures
   * mapped, but nothing limits their time and nothing validates their requests.
   */
  public static ServerServiceDefinition foreign(BindableService service) {
    return ServerInterceptors.interceptForward(
        RequestDecoding.inside(service.bindService()), FOREIGN);
  }

  /**
   * A service of gRPC's own: only its failures are mapped, those to decode a request included.
   * Probes call these all the time, so they are not logged.
   */
  public static ServerServiceDefinition infrastructure(BindableService service) {
    return ServerInterceptors.intercept(
        RequestDecoding.inside(service.bindService()), new ErrorMappingInterceptor());
  }

  /**
   * Compiles the rules of a service's requests, which takes a while. {@link #server} does it too
   * and waits for whoever has begun, so a start is the sooner for beginning this beside other work.
   *
   * @throws StartupException for a rule that cannot be compiled
   */
  public static void compileRules(ServiceDescriptor service) {
    service.getMethods().forEach(StandardInterceptors::compileRules);
  }

  /** For a channel to our own services, as {@link io.grpc.ManagedChannelBuilder} takes them. */
  public static List<ClientInterceptor> client() {
    return CLIENT;
  }

  private static void prepare(MethodDescriptor<?, ?> method) {
    MethodPolicies.problem(method)
        .ifPresent(
            problem -> {
              throw new StartupException(
                  "method %s %s; mend its contract, or serve the service as a foreign one"
                      .formatted(method.getFullMethodName(), problem));
            });
    compileRules(method);
  }

  private static void compileRules(MethodDescriptor<?, ?> method) {
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
      RequestValidator.warm(schema.getMethodDescriptor().getInputType());
    }
  }
}
