package dev.waybill.common.rpc;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import dev.waybill.proto.rpc.v1.Policy;
import dev.waybill.proto.rpc.v1.RpcProto;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads how a method is to be run from its contract. */
public final class MethodPolicies {
  /** Its keys are the constants of stubs and servers: finding a method's schema is a search. */
  private static final ConcurrentMap<MethodDescriptor<?, ?>, Optional<Policy>> CACHE =
      new ConcurrentHashMap<>();

  private MethodPolicies() {}

  /** Throws IllegalStateException naming the method when its contract has no policy. */
  public static Policy of(MethodDescriptor<?, ?> method) {
    return find(method)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    method.getFullMethodName() + " has no (waybill.rpc.v1.policy) option"));
  }

  /** Empty for a method that is not ours, such as those of the health service. */
  static Optional<Policy> find(MethodDescriptor<?, ?> method) {
    return CACHE.computeIfAbsent(method, MethodPolicies::read);
  }

  private static Optional<Policy> read(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
        ? read(schema.getMethodDescriptor().getOptions())
        : Optional.empty();
  }

  private static Optional<Policy> read(MethodOptions options) {
    return options.hasExtension(RpcProto.policy)
        ? Optional.of(options.getExtension(RpcProto.policy))
        : Optional.empty();
  }
}
