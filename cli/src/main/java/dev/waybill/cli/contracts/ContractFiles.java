package dev.waybill.cli.contracts;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The .proto files of all services and, recursively, of their imports. */
final class ContractFiles {
  /** Every generator brings these files, and some refuse a second copy. */
  private static final String BUILT_IN = "google/protobuf/";

  private final Map<String, FileDescriptor> files = new LinkedHashMap<>();

  private ContractFiles() {}

  static ContractFiles ofAllServices() {
    ContractFiles contracts = new ContractFiles();
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      service.contracts().stream().map(ContractFiles::file).forEach(contracts::add);
    }
    return contracts;
  }

  /** All files, each after its imports. */
  Collection<FileDescriptor> all() {
    return files.values();
  }

  /** Writes each file below the folder, under the name that other files import. */
  int writeSources(Path folder) throws IOException {
    int written = 0;
    for (String name : files.keySet()) {
      if (!name.startsWith(BUILT_IN)) {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream source = open(name)) {
          Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
        written++;
      }
    }
    return written;
  }

  /** Writes all files in binary form, without comments. */
  void writeDescriptorSet(Path file) throws IOException {
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    files.values().forEach(contract -> set.addFile(contract.toProto()));
    Files.write(file, set.build().toByteArray());
  }

  private void add(FileDescriptor file) {
    file.getDependencies().forEach(this::add);
    files.put(file.getFullName(), file);
  }

  static FileDescriptor file(ServiceDescriptor service) {
    if (service.getSchemaDescriptor() instanceof ProtoFileDescriptorSupplier schema) {
      return schema.getFileDescriptor();
    }
    throw new IllegalStateException(service.getName() + " was not generated from a .proto file");
  }

  /** The sources are in the jars of the contracts. */
  private static InputStream open(String name) {
    InputStream source = ContractFiles.class.getClassLoader().getResourceAsStream(name);
    if (source == null) {
      throw new IllegalStateException(name + " is not on the class path");
    }
    return source;
  }
}
