package dev.waybill.system.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.ValidateProto;
import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.api.FieldInfo.Format;
import com.google.api.FieldInfoProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The annotations shown in generated documentation agree with the rules that are enforced. */
final class FieldBehaviorTest {
  private static final Validator VALIDATOR = ValidatorFactory.newBuilder().build();

  private static final Set<Descriptor> REQUESTS =
      types(com.google.protobuf.Descriptors.MethodDescriptor::getInputType);
  private static final Set<Descriptor> RESPONSES =
      types(com.google.protobuf.Descriptors.MethodDescriptor::getOutputType);

  /** The messages that callers send, including nested ones. */
  private static final Set<Descriptor> SENT = withNested(REQUESTS);

  @TestFactory
  Stream<DynamicTest> marksAFieldRequiredExactlyWhenAnEmptyOneIsRefused() {
    return forEach(
        SENT,
        message ->
            assertThat(annotated(message, FieldBehavior.REQUIRED))
                .containsExactlyInAnyOrderElementsOf(refusedWhenEmpty(message)));
  }

  @TestFactory
  Stream<DynamicTest> marksEveryFieldThatOnlyServicesSetAsOutputOnly() {
    Set<Descriptor> filledIn = withNested(RESPONSES);
    filledIn.removeAll(SENT);
    filledIn.removeAll(RESPONSES); // a response is never mistaken for something to send
    filledIn.removeIf(message -> message.getFile().getPackage().equals("waybill.rpc.v1"));
    assertThat(filledIn).extracting(Descriptor::getFullName).contains("waybill.order.v1.Order");
    return forEach(
        filledIn,
        message ->
            assertThat(annotated(message, FieldBehavior.OUTPUT_ONLY))
                .containsExactlyElementsOf(names(message.getFields().stream())));
  }

  @TestFactory
  Stream<DynamicTest> marksNoFieldThatCallersSetAsOutputOnly() {
    return forEach(
        SENT, message -> assertThat(annotated(message, FieldBehavior.OUTPUT_ONLY)).isEmpty());
  }

  /** Order ids are excluded, because services assign them and they are UUIDs of version 8. */
  @TestFactory
  Stream<DynamicTest> declaresIdsChosenByCallersAsRandomUuids() {
    return forEach(
        SENT,
        message ->
            assertThat(
                    names(
                        message.getFields().stream()
                            .filter(field -> format(field) == Format.UUID4)))
                .containsExactlyElementsOf(
                    names(
                        message.getFields().stream()
                            .filter(FieldBehaviorTest::mustBeUuid)
                            .filter(field -> !field.getName().equals("order_id")))));
  }

  private static List<String> refusedWhenEmpty(Descriptor message) throws ValidationException {
    return VALIDATOR.validate(DynamicMessage.getDefaultInstance(message)).getViolations().stream()
        .map(violation -> violation.toProto().getField().getElements(0).getFieldName())
        .distinct()
        .toList();
  }

  private static List<String> annotated(Descriptor message, FieldBehavior behavior) {
    return names(
        message.getFields().stream()
            .filter(
                field ->
                    field
                        .getOptions()
                        .getExtension(FieldBehaviorProto.fieldBehavior)
                        .contains(behavior)));
  }

  private static boolean mustBeUuid(FieldDescriptor field) {
    return field.getOptions().getExtension(ValidateProto.field).getString().getUuid();
  }

  private static Format format(FieldDescriptor field) {
    return field.getOptions().getExtension(FieldInfoProto.fieldInfo).getFormat();
  }

  private static List<String> names(Stream<FieldDescriptor> fields) {
    return fields.map(FieldDescriptor::getName).toList();
  }

  private static Set<Descriptor> types(
      Function<com.google.protobuf.Descriptors.MethodDescriptor, Descriptor> side) {
    return Contracts.methods()
        .map(FieldBehaviorTest::schema)
        .map(side)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static com.google.protobuf.Descriptors.MethodDescriptor schema(
      MethodDescriptor<?, ?> method) {
    return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
        .getMethodDescriptor();
  }

  private static Set<Descriptor> withNested(Collection<Descriptor> messages) {
    Set<Descriptor> found = new LinkedHashSet<>();
    messages.forEach(message -> add(message, found));
    return found;
  }

  /** Ignores messages of third-party contracts. */
  private static void add(Descriptor message, Set<Descriptor> found) {
    if (message.getFullName().startsWith("waybill.") && found.add(message)) {
      message.getFields().stream()
          .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
          .forEach(field -> add(field.getMessageType(), found));
    }
  }

  private static Stream<DynamicTest> forEach(Set<Descriptor> messages, Check check) {
    assertThat(messages).isNotEmpty();
    return messages.stream()
        .map(message -> dynamicTest(message.getFullName(), () -> check.on(message)));
  }

  @FunctionalInterface
  private interface Check {
    void on(Descriptor message) throws ValidationException;
  }
}
