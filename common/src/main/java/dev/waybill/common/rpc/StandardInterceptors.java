package dev.waybill.common.rpc;

import dev.waybill.common.auth.Authentication;
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
import java.util.stream.Stream;

/** The interceptors around every call of our own services, on both sides. */
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

  /** Inside the others, because it needs the decoded request. */
  private static final ServerInterceptor VALIDATION = new ValidationInterceptor();

  /** Outermost last. */
  private static final List<ClientInterceptor> CLIENT =
      List.of(
          new BrokenConnectionInterceptor(),
          new CorrelationClientInterceptor(),
          new DeadlineClientInterceptor());

  private StandardInterceptors() {}

  /** Wraps a service in the interceptors of a server that admits every caller. */
  public static ServerServiceDefinition server(BindableService service) {
    return server(service, Authentication.none());
  }

  /**
   * Wraps a service in the server's interceptors.
   *
   * @throws StartupException if the contract of a method does not say how to run it
   */
  public static ServerServiceDefinition server(
      BindableService service, Authentication authentication) {
    ServerServiceDefinition definition = service.bindService();
    for (ServerMethodDefinition<?, ?> method : definition.getMethods()) {
      prepare(method.getMethodDescriptor());
    }
    ServerServiceDefinition validated = ServerInterceptors.intercept(definition, VALIDATION);
    ServerServiceDefinition owned =
        ServerInterceptors.intercept(validated, authentication.onRequests());
    return ServerInterceptors.interceptForward(
        RequestDecoding.inside(owned), outermostFirst(SERVER, authentication.onCalls()));
  }

  /**
   * Wraps a service whose contract has no policies. Its calls are logged and correlated, and its
   * failures are mapped, but there are no time limits and no validation. If callers are
   * authenticated, it is for operators only, because its contract names nobody else.
   */
  public static ServerServiceDefinition foreign(
      BindableService service, Authentication authentication) {
    return ServerInterceptors.interceptForward(
        RequestDecoding.inside(service.bindService()),
        outermostFirst(FOREIGN, authentication.forOperators()));
  }

  /**
   * Wraps one of gRPC's own services. Only its failures are mapped, including failures to decode a
   * request. Its calls are not logged, because probes make them all the time.
   */
  public static ServerServiceDefinition infrastructure(BindableService service) {
    return infrastructure(service, List.of());
  }

  /** Like {@link #infrastructure}, but if callers are authenticated, it is for operators only. */
  public static ServerServiceDefinition forOperators(
      BindableService service, Authentication authentication) {
    return infrastructure(service, authentication.forOperators());
  }

  private static ServerServiceDefinition infrastructure(
      BindableService service, List<ServerInterceptor> inner) {
    return ServerInterceptors.interceptForward(
        RequestDecoding.inside(service.bindService()),
        outermostFirst(List.of(new ErrorMappingInterceptor()), inner));
  }

  private static List<ServerInterceptor> outermostFirst(
      List<ServerInterceptor> outer, List<ServerInterceptor> inner) {
    return Stream.concat(outer.stream(), inner.stream()).toList();
  }

  /**
   * Compiles the rules of a service's requests, which takes a while. {@link #server} does this too,
   * and waits if it is already in progress, so a start is faster if this runs alongside other work.
   *
   * @throws StartupException if a rule cannot be compiled
   */
  public static void compileRules(ServiceDescriptor service) {
    service.getMethods().forEach(StandardInterceptors::compileRules);
  }

  /**
   * Returns the interceptors of a channel to our own services, in the order that {@link
   * io.grpc.ManagedChannelBuilder} expects.
   */
  public static List<ClientInterceptor> client() {
    return CLIENT;
  }

  private static void prepare(MethodDescriptor<?, ?> method) {
    MethodPolicies.problem(method)
        .ifPresent(
            problem -> {
              throw new StartupException(
                  "method %s %s; fix its contract, or serve the service as a foreign one"
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
