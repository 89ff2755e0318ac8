package dev.waybill.fuzz;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a valid request for each method as the fuzzer's seed, and lists the methods. */
final class Seeds {
  private Seeds() {}

  /** The argument is a folder. Each method gets a subfolder in it and a line on standard output. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<MethodDescriptor<?, ?>> methods = RequestMethods.all(FuzzedServices.all()).toList();
    for (MethodDescriptor<?, ?> method : methods) {
      Path own = Files.createDirectories(folder.resolve(method.getFullMethodName()));
      Files.write(own.resolve("seed"), good(RequestMethods.requestOf(method)).toByteArray());
      System.out.println(method.getFullMethodName());
    }
  }

  private static DynamicMessage good(Descriptor type) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      if (field.isRepeated()) {
        message.addRepeatedField(field, value(field));
      } else if (!field.getName().endsWith("_token") || field.getName().startsWith("payment")) {
        message.setField(field, value(field));
      }
    }
    return message.build();
  }

  private static Object value(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> good(field.getMessageType());
      case ENUM -> field.getEnumType().getValues().get(1);
      case LONG -> 10L;
      // Also nanoseconds, so this is a whole number of cents.
      case INT -> field.getName().equals("nanos") ? 500_000_000 : 10;
      case STRING -> text(field.getName());
      default -> field.getDefaultValue();
    };
  }

  private static String text(String field) {
    return switch (field) {
      case "sku", "skus" -> "SKU-000";
      case "currency_code" -> "EUR";
      case "payment_token" -> "tok_ok";
      default -> "b3c5fe5d-6fae-4df5-9bd6-63a38ee7e61a";
    };
  }
}
