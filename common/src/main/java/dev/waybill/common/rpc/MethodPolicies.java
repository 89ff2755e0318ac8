package dev.waybill.common.rpc;

import com.google.protobuf.Descriptors;
import dev.waybill.proto.rpc.v1.Policy;
import dev.waybill.proto.rpc.v1.RpcProto;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads how a method is to be run from its contract. */
public final class MethodPolicies {
  /** By full name: looking for a method's place in its contract on every call would be a cost. */
  private static final ConcurrentMap<String, Optional<Policy>> CACHE = new ConcurrentHashMap<>();

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
    return CACHE.computeIfAbsent(method.getFullMethodName(), _ -> read(method));
  }

  private static Optional<Policy> read(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
        ? read(schema.getMethodDescriptor())
        : Optional.empty();
  }

  private static Optional<Policy> read(Descriptors.MethodDescriptor method) {
    return method.getOptions().hasExtension(RpcProto.policy)
        ? Optional.of(method.getOptions().getExtension(RpcProto.policy))
        : Optional.empty();
  }
}
