package dev.waybill.fuzz;

import com.google.protobuf.Descriptors.Descriptor;
import dev.waybill.common.testing.Bytes;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.List;
import java.util.stream.Stream;

/** The methods of services, and a way to call them with bytes that need not be a valid message. */
final class RequestMethods {
  private RequestMethods() {}

  static Stream<MethodDescriptor<?, ?>> all(List<BindableService> services) {
    return services.stream()
        .flatMap(service -> service.bindService().getServiceDescriptor().getMethods().stream());
  }

  static MethodDescriptor<?, ?> named(List<BindableService> services, String fullName) {
    return all(services)
        .filter(method -> method.getFullMethodName().equals(fullName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no method " + fullName));
  }

  static Descriptor requestOf(MethodDescriptor<?, ?> method) {
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
      return schema.getMethodDescriptor().getInputType();
    }
    throw new IllegalArgumentException(method.getFullMethodName() + " has no contract");
  }

  static MethodDescriptor<byte[], byte[]> raw(MethodDescriptor<?, ?> method) {
    return method.toBuilder(new Bytes(), new Bytes()).build();
  }
}
