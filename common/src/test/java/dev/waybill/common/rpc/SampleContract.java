package dev.waybill.common.rpc;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StringValue;
import com.google.protobuf.WrappersProto;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.rpc.v1.Policy;
import dev.waybill.proto.rpc.v1.Priority;
import dev.waybill.proto.rpc.v1.RpcProto;
import dev.waybill.proto.rpc.v1.StreamTime;
import dev.waybill.proto.rpc.v1.UnaryTime;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Contracts with one method made up by a test, where the real ones take too long or have no fault.
 */
public final class SampleContract {
  private static final String PACKAGE = "sample";
  private static final String SERVICE = PACKAGE + ".Sample";
  private static final String METHOD = "Call";

  private SampleContract() {}

  public static Policy unaryPolicy(Duration defaultDeadline, Duration minBudget) {
    return Policy.newBuilder()
        .setUnary(
            UnaryTime.newBuilder()
                .setDefaultDeadline(TimeMessages.toMessage(defaultDeadline))
                .setMinBudget(TimeMessages.toMessage(minBudget)))
        .addRoles("customer")
        .setPriority(Priority.PRIORITY_NORMAL)
        .build();
  }

  public static Policy streamPolicy(Duration maxAge, Duration idleTimeout) {
    return Policy.newBuilder()
        .setStream(
            StreamTime.newBuilder()
                .setMaxAge(TimeMessages.toMessage(maxAge))
                .setIdleTimeout(TimeMessages.toMessage(idleTimeout)))
        .addRoles("customer")
        .setPriority(Priority.PRIORITY_NORMAL)
        .build();
  }

  /** Returns an idempotent method with the policy. */
  public static MethodDescriptor<StringValue, StringValue> method(MethodType type, Policy policy) {
    return method(
        type,
        MethodOptions.newBuilder()
            .setIdempotencyLevel(IdempotencyLevel.IDEMPOTENT)
            .setExtension(RpcProto.policy, policy)
            .build());
  }

  public static MethodDescriptor<StringValue, StringValue> method(
      MethodType type, MethodOptions options) {
    return method(type, options, schema(type, options, ".google.protobuf.StringValue", List.of()));
  }

  /**
   * Returns a unary method that can be looked at but not called.
   *
   * @param others messages that the request holds, in the package "sample"
   */
  static MethodDescriptor<StringValue, StringValue> method(
      Policy policy, DescriptorProto request, DescriptorProto... others) {
    MethodOptions options =
        MethodOptions.newBuilder().setExtension(RpcProto.policy, policy).build();
    List<DescriptorProto> messages = new ArrayList<>(List.of(others));
    messages.add(request);
    return method(
        MethodType.UNARY,
        options,
        schema(MethodType.UNARY, options, "." + PACKAGE + "." + request.getName(), messages));
  }

  private static MethodDescriptor<StringValue, StringValue> method(
      MethodType type, MethodOptions options, Descriptors.MethodDescriptor schema) {
    return MethodDescriptor.<StringValue, StringValue>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, METHOD))
        .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
        .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
        .setIdempotent(options.getIdempotencyLevel() == IdempotencyLevel.IDEMPOTENT)
        .setSchemaDescriptor(new Schema(schema))
        .build();
  }

  private static Descriptors.MethodDescriptor schema(
      MethodType type, MethodOptions options, String input, List<DescriptorProto> messages) {
    MethodDescriptorProto method =
        MethodDescriptorProto.newBuilder()
            .setName(METHOD)
            .setInputType(input)
            .setOutputType(".google.protobuf.StringValue")
            .setClientStreaming(!type.clientSendsOneMessage())
            .setServerStreaming(!type.serverSendsOneMessage())
            .setOptions(options)
            .build();
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("sample.proto")
            .setPackage(PACKAGE)
            .setSyntax("proto3")
            .addDependency("google/protobuf/wrappers.proto")
            .addAllMessageType(messages)
            .addService(ServiceDescriptorProto.newBuilder().setName("Sample").addMethod(method))
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[] {WrappersProto.getDescriptor()})
          .getServices()
          .getFirst()
          .getMethods()
          .getFirst();
    } catch (DescriptorValidationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The schema that generated code attaches to its methods. */
  private record Schema(Descriptors.MethodDescriptor getMethodDescriptor)
      implements ProtoMethodDescriptorSupplier {
    @Override
    public Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getMethodDescriptor.getService();
    }

    @Override
    public FileDescriptor getFileDescriptor() {
      return getMethodDescriptor.getFile();
    }
  }
}
