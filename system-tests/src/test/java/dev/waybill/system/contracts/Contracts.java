package dev.waybill.system.contracts;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All services of the shop's contracts, found on the class path. */
final class Contracts {
  private static final List<ServiceDescriptor> SERVICES = find();

  private Contracts() {}

  static List<ServiceDescriptor> services() {
    return SERVICES;
  }

  static Stream<MethodDescriptor<?, ?>> methods() {
    return SERVICES.stream().flatMap(service -> service.getMethods().stream());
  }

  private static List<ServiceDescriptor> find() {
    return new ClassFileImporter()
            .withImportOption(location -> location.contains("Grpc.class"))
            .importPackages("dev.waybill.proto")
            .stream()
            .filter(type -> type.getSimpleName().endsWith("Grpc"))
            .map(Contracts::descriptor)
            .toList();
  }

  private static ServiceDescriptor descriptor(JavaClass type) {
    try {
      return (ServiceDescriptor)
          Objects.requireNonNull(type.reflect().getMethod("getServiceDescriptor").invoke(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
